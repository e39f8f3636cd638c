/** Languages of the page and the report, as BCP 47 tags. */
export type Language = 'en' | 'zh-CN'
