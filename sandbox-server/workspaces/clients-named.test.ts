import { expect, it } from 'vitest'
import { engineKinds, slowModules } from './clients-named'

it.each([
  ['nothing', "const express = require('express')", []],
  ['required', "const { createClient } = require('redis')", ['redis']],
  ['a store with its client', "require('connect-redis')", ['connect-redis', 'redis']],
  [
    'an option of the client',
    "require('redis').createClient({ disableOfflineQueue: true })",
    ['redis', 'redis#disableOfflineQueue'],
  ],
  ['imported', 'import PGStore from "connect-pg-simple"', ['connect-pg-simple', 'pg']],
  ['behind another', "require('connect-memcached')(session); require('pg')", ['connect-memcached', 'pg']],
  ['a word of the text', 'the pg in a sentence', []],
])('finds what is slow to load: %s', (_what, source, modules) => {
  expect(slowModules({ 'app.js': source })).toEqual(modules)
})

it('finds each kind of server once', () => {
  const files = { 'app.js': "require('redis'); require('connect-redis')", 'db.js': "require('pg')" }
  expect(engineKinds(files)).toEqual(['redis', 'postgres'])
  expect(engineKinds({ 'app.js': "require('express-session')" })).toEqual([])
})
