/** Starts the page. */
import './trusted-types'
import { mount } from 'svelte'
import { keepOffline } from './offline'
import Root from './Root.svelte'
import './ui/theme.css'
import './ui/base.css'
import './ui/figure.css'
import './ui/layout.css'

const target = document.getElementById('app')
if (target !== null) mount(Root, { target })
keepOffline()
