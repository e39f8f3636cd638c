/**
 * The style of a report: paper, one accent, severity the only other colour that shouts. Light in
 * print whatever the screen prefers. No `</style` may occur in it, and nothing that is loaded.
 */

const LIGHT = `color-scheme:light;
--paper:#fcfbf8;--card:#fff;--well:#f4f2ec;--line:#e4e1d8;--ink:#1b2024;--soft:#5c6369;
--accent:#0f6b66;--accent-soft:#dfecea;
--bad:#b3261e;--bad-soft:#fcecea;--warn:#8f5200;--warn-soft:#fbf0dc;--note:#3a5a94;--note-soft:#e8eef8;
--good:#1d7446;--good-soft:#e6f2ea;
--outer:#93a9cc;--tunnel:#dca94a;--inner:#9dbdac;--payload:#dde8e1;--axis:#a9aaa3;--grid:#e9e6de`

const DARK = `color-scheme:dark;
--paper:#15181a;--card:#1b1f22;--well:#22272a;--line:#343a3e;--ink:#e8e6e1;--soft:#a3a8a8;
--accent:#5cbfb5;--accent-soft:#1d3835;
--bad:#ff8a80;--bad-soft:#3a2020;--warn:#e5ae5c;--warn-soft:#382b16;--note:#9ab5e6;--note-soft:#1f2a3d;
--good:#72c893;--good-soft:#1b3324;
--outer:#5d77a3;--tunnel:#9c7429;--inner:#4f7763;--payload:#30423a;--axis:#6f7675;--grid:#2b3033`

/** Chinese, in the systems' own hands. */
const HAN =
  '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei"'

const BASE = `
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:16px}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,${HAN},sans-serif;overflow-wrap:anywhere}
h1,h2,h3,h4{line-height:1.25;margin:0;text-wrap:balance}
h1{font-size:30px;letter-spacing:-.01em}
h1.long{font-size:19px;letter-spacing:0;text-wrap:wrap}
h2{font-size:21px;margin-bottom:8px}
h3{font-size:12px;letter-spacing:.07em;text-transform:uppercase;color:var(--soft);margin:26px 0 8px}
h4{font-size:14px;margin:14px 0 4px}
p{margin:0 0 10px;max-width:72ch}
ul,ol{margin:0 0 10px;padding-left:20px}
li{margin:3px 0}
a{color:var(--accent);text-underline-offset:2px}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.mono,code,pre{font-family:ui-monospace,"SF Mono","Cascadia Mono",Consolas,"DejaVu Sans Mono","Liberation Mono",${HAN},monospace;font-size:.9em}
pre{margin:6px 0 12px;padding:9px 12px;background:var(--well);border:1px solid var(--line);border-radius:6px;white-space:pre-wrap;line-height:1.5}
pre code span{display:inline-block;max-width:100%;overflow-wrap:anywhere}
.quiet{color:var(--soft)}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.none{color:var(--soft);font-style:italic}
:lang(zh) .none{font-style:normal}`

const LAYOUT = `
.page{max-width:1280px;margin:0 auto;padding:26px 24px 64px}
.top{border-bottom:1px solid var(--line);padding-bottom:18px;margin-bottom:24px}
.brand{color:var(--accent);font-weight:650;letter-spacing:.01em;margin-bottom:10px}
.top p{margin:6px 0 0;color:var(--soft)}
.contents{font-size:13.5px}
.contents h2{font-size:12px;letter-spacing:.07em;text-transform:uppercase;color:var(--soft);margin-bottom:8px}
.contents ol{list-style:none;padding:0;margin:0 0 14px}
.contents li{margin:0}
.contents a{display:block;padding:4px 10px;border-left:3px solid var(--line);color:inherit;text-decoration:none;line-height:1.35}
.contents a:hover{background:var(--well)}
.contents .symptom{margin-left:14px}
.contents .critical{border-color:var(--bad)}.contents .warning{border-color:var(--warn)}.contents .note{border-color:var(--note)}
main>section{margin-bottom:44px}
@media (min-width:1080px){
.body{display:grid;grid-template-columns:196px minmax(0,1fr);gap:32px}
.contents{position:sticky;top:20px;align-self:start;max-height:calc(100vh - 40px);overflow:auto}
.split{display:grid;grid-template-columns:minmax(0,1fr) 288px;gap:0 36px}
}`

const PARTS = `
.badge{display:inline-block;padding:1px 8px;border-radius:4px;font-size:12.5px;font-weight:650;white-space:nowrap}
.badge.critical{color:var(--bad);background:var(--bad-soft)}
.badge.warning{color:var(--warn);background:var(--warn-soft)}
.badge.note{color:var(--note);background:var(--note-soft)}
.badge.clear{color:var(--good);background:var(--good-soft)}
.whole{white-space:nowrap}
.lead{font-size:17px;max-width:66ch}
.tally{display:flex;flex-wrap:wrap;gap:8px;margin:14px 0 18px}
.tally .badge{font-size:14px;padding:4px 12px}
.top-findings{list-style:none;padding:0;margin:0 0 14px}
.top-findings li{display:grid;grid-template-columns:76px minmax(0,1fr);gap:2px 12px;padding:12px 0;border-top:1px solid var(--line);margin:0}
.top-findings li:last-child{border-bottom:1px solid var(--line)}
.top-findings a{font-weight:600;color:inherit;text-decoration-color:var(--axis)}
.top-findings p{margin:3px 0 0}
.finding{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--note);border-radius:8px;padding:22px 22px 14px;margin:0 0 26px}
.finding.critical{border-left-color:var(--bad)}.finding.warning{border-left-color:var(--warn)}
.finding .meta{color:var(--soft);font-size:13.5px;max-width:none;margin-bottom:0}
.finding .related{margin:10px 0 0;padding:6px 12px;border-left:3px solid var(--line);background:var(--well)}
.finding .analyst{margin:12px 0 0;padding:2px 14px;border-left:3px solid var(--accent);background:var(--well)}
.finding .analyst h3{margin-top:8px}
.finding .split>*>h3:first-child{margin-top:20px}
.tag{font-size:11.5px;color:var(--warn);background:var(--warn-soft);border-radius:3px;padding:0 5px;margin-left:6px;white-space:nowrap}
.facts{width:100%}
.facts th{font-weight:400;color:var(--soft)}
.facts td{font-weight:550}
table{border-collapse:collapse;font-size:13.5px;margin:0 0 10px;font-variant-numeric:tabular-nums}
.wide{width:100%}
.scroll{overflow-x:auto;margin-bottom:10px}
.scroll table{margin:0}
th,td{text-align:left;vertical-align:top;padding:4px 14px 4px 0;border-bottom:1px solid var(--line)}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--soft);font-weight:600;font-size:12.5px;white-space:nowrap}
th.num,td.num{text-align:right}
.wide .num{width:1%;padding-right:22px}
td.listed{min-width:20ch}
.after{font-size:13px}
.steps{padding-left:20px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(230px,1fr));gap:0 24px}
.pair h5{margin:4px 0 2px;font-size:13px;font-weight:600;color:var(--soft)}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:3px 16px;margin:0 0 10px;font-size:13.5px}
dt{color:var(--soft)}dd{margin:0}
.frames{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,445px),1fr));gap:0 16px}
.frames h4{font-weight:600;font-size:13px}
pre.octets{font-size:10px;line-height:1.45;white-space:pre;overflow-x:auto;padding:8px 10px}
.octets i{font-style:normal;color:var(--soft)}
figure{margin:0 0 20px}
figcaption{font-size:12px;letter-spacing:.07em;text-transform:uppercase;color:var(--soft);font-weight:700;margin:26px 0 10px}
@media screen and (max-width:640px){figure{overflow-x:auto}.drawing{min-width:520px}}
.capture{border-top:1px solid var(--line);padding-top:6px;margin-bottom:22px}
.capture h3{font-size:16px;letter-spacing:0;text-transform:none;color:inherit;margin:10px 0 8px}
footer{border-top:1px solid var(--line);padding-top:14px;color:var(--soft);font-size:13px}`

/** Every role of a mark names its colour once; the shape decides whether it fills or strokes. */
const ROLES: Record<string, string> = {
  bad: 'bad',
  good: 'good',
  plain: 'ink',
  muted: 'soft',
  'bad-soft': 'bad-soft',
  'good-soft': 'good-soft',
  'plain-soft': 'accent-soft',
  'muted-soft': 'well',
  axis: 'axis',
  grid: 'grid',
  accent: 'accent',
  limit: 'ink',
  span: 'warn-soft',
  outer: 'outer',
  tunnel: 'tunnel',
  inner: 'inner',
  payload: 'payload',
  label: 'soft',
  value: 'ink',
}

const DRAWING = `
.drawing{display:block;width:100%;max-width:680px;height:auto;overflow:visible;font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,${HAN},sans-serif}
.drawing rect,.drawing circle{fill:var(--m)}
.drawing line,.drawing path{stroke:var(--m);stroke-width:1.4;fill:none;stroke-linejoin:round}
.drawing .m-grid,.drawing .m-axis{stroke-width:1}
.drawing .dash{stroke-dasharray:4 3}
.drawing text{fill:var(--m);font-variant-numeric:tabular-nums}
.drawing .wire{font-family:ui-monospace,"SF Mono","Cascadia Mono",Consolas,"DejaVu Sans Mono","Liberation Mono",${HAN},monospace}
.drawing .strong{font-weight:600}
${Object.entries(ROLES)
  .map(([role, colour]) => `.m-${role}{--m:var(--${colour})}`)
  .join('')}`

const PRINT = `
@page{margin:16mm 14mm}
@media print{
body{font-size:10.5pt;background:none}
.page{padding:0;max-width:none}
main>section{margin-bottom:20pt}
.finding{border-width:0 0 0 3pt;border-radius:0;padding:0 0 0 12pt;margin-bottom:20pt;break-inside:auto}
h3,figcaption{margin:12pt 0 5pt}
table,dl{font-size:8.5pt;line-height:1.35}
th,td{padding:1.5pt 10pt 1.5pt 0}
thead th{font-size:8.5pt;white-space:normal}
.parameter{display:inline-block;margin-right:1em}
figure{margin-bottom:10pt}
pre{margin:3pt 0 7pt;padding:5pt 8pt;font-size:8.5pt}
.facts,.capture dl{break-inside:avoid}
.contents{margin-bottom:22px}
h1,h2,h3,h4,h5,figcaption,thead{break-after:avoid;break-inside:avoid}
figure,tr,li,pre,.octets{break-inside:avoid}
.steps li,.top-findings li{break-inside:avoid}
pre.octets{font-size:7pt;line-height:1.25;overflow:visible}
.scroll{overflow:visible}
.frames{display:block}
.drawing{max-width:640px}
a{text-decoration:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}`

export const STYLE = [
  `:root{${LIGHT}}`,
  `@media screen and (prefers-color-scheme:dark){:root{${DARK}}}`,
  BASE + LAYOUT + PARTS + DRAWING + PRINT,
].join('\n')
