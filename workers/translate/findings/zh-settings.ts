/** 简体中文：如何设置 MTU（wording/mtu-settings）。 */
import type { Entry } from '../catalogue'

export const SETTINGS: readonly Entry[] = [
  [
    'Cilium with Helm: MTU is that of the underlay ({1#}); Cilium takes the {2#} octet[s] of the tunnel off by itself, so pod routes get {3#}.',
    '用 Helm 安装的 Cilium：MTU 填底层网络的值（{1}）；Cilium 会自行减去隧道的 {2} 字节，Pod 路由得到 {3}。',
  ],
  [
    'Cilium without Helm: the same value in the configuration.',
    '不用 Helm 的 Cilium：在配置中设置同样的值。',
  ],
  [
    'Restart the agents; a pod takes the new MTU when it is created again.',
    '重启各 agent；Pod 在重新创建时才会采用新的 MTU。',
  ],
  [
    'flannel or k3s: set "MTU": {1#} in the Backend part of net-conf.json, then restart flannel.',
    'flannel 或 k3s：在 net-conf.json 的 Backend 部分设置 "MTU": {1}，然后重启 flannel。',
  ],
  ['Calico: set the MTU of its tunnel to {1#}.', 'Calico：将其隧道的 MTU 设为 {1}。'],
  [
    'Without Calico: set the MTU of the tunnel device to {1#} at both ends (replace tun0 by its name).',
    '不用 Calico 时：将两端隧道设备的 MTU 设为 {1}（把 tun0 换成实际设备名）。',
  ],
  [
    'Set the MTU of the tunnel device to {1#} at both ends (replace tun0 by its name).',
    '将两端隧道设备的 MTU 设为 {1}（把 tun0 换成实际设备名）。',
  ],
  [
    'On the sender: give the route to {1} an MTU of {2#}; it wins over that of the link.',
    '在发送方：将到 {1} 的路由的 MTU 设为 {2}；它优先于链路的 MTU。',
  ],
  [
    'Or on a router in between: clamp the TCP segment size to {1#}.',
    '或在途中的路由器上：将 TCP 报文段长度（MSS）限制为 {1}。',
  ],
  [
    'Relief on the sender: let TCP probe for the MTU by itself.',
    '在发送方缓解：让 TCP 自行探测 MTU。',
  ],
]
