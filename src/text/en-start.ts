/** English: where a case begins. */
export const start = {
  title: 'What is wrong with the network?',
  lead: 'Drop packet captures. Read, seconds later, what they prove: in plain sentences, with the packets, the doubts that remain and the command that fixes it.',
  drop: 'Drop captures here',
  dropHint:
    'pcap, pcapng or snoop, also compressed or in a ZIP or tar · one, several or a whole folder · any size · with text beside them: kubectl, cilium, hubble, ip',
  choose: 'Choose files',
  privacy: 'Everything stays in this browser.',
  privacyCheck:
    'The page’s own policy forbids every connection. Check it: watch the Network panel of the developer tools, or disconnect.',
  samples: 'Or look at a sample case',
  samplesHint: 'Made in this page, packet by packet.',
  run: 'Analyse',
  making: 'Making the packets…',
  failed: 'This could not be read',
}
