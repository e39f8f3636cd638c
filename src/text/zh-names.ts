/** 简体中文：地址的名称。 */
import type { names as enNames } from './en-names'

export const names: typeof enNames = {
  shown: '地址显示为',
  forms: {
    both: '地址和名称',
    names: '名称',
    addresses: '地址',
  },
  column: (title) => `${title}：名称`,
}
