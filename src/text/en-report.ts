/** English: the Report screen. */
import { formatCount } from './format'

export const report = {
  title: 'Report',
  nav: 'Report',
  lead: 'One HTML file that opens anywhere: what was found, what it rests on, and what to do. What you see is what is saved.',
  heading: 'Title',
  findings: 'Findings',
  chosen: (chosen: number, all: number) =>
    chosen === all ? `all ${formatCount(all)}` : `${formatCount(chosen)} of ${formatCount(all)}`,
  none: 'Nothing was found. The report says what was looked at, and why every detector stayed silent.',
  all: 'All',
  grave: 'Without notes',
  noFinding: 'None',
  contents: 'Contents',
  notes: (count: number) => `Your notes (${formatCount(count)})`,
  octets: 'Octets of the key frames',
  octetsHidden: 'With pseudonyms they stay out: addresses and names stand in them.',
  privacy: 'Who may read it',
  hide: 'Pseudonyms for addresses and names',
  hideHow:
    '10.0.1.10 becomes host-1, a pod or a domain name-1, the same throughout. Octets and comments of the files are left out. Read the preview before you pass it on: your own words stay as they are.',
  key: 'Key of the pseudonyms',
  keyColumns: ['Pseudonym', 'Original'],
  hidden: (count: number) =>
    `${formatCount(count)} ${count === 1 ? 'address or name is' : 'addresses and names are'} hidden. The key:`,
  save: 'Save the report',
  saving: 'Writing…',
  preview: 'Preview of the report',
  writing: 'Writing the preview…',
  waiting:
    'The preview comes when the captures are hashed: the report names them by their SHA-256.',
}
