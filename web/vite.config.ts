// Builds the single-page application into the Python package; serves it with a proxy to the API in development.
import { type PluginObj, transformAsync, types } from '@babel/core'
import macro from '@lingui/babel-plugin-lingui-macro'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

// Messages are parsed here and not in the browser, which saves its parser (8 kB gz) and the time.
const compileMessages: PluginObj = {
  visitor: {
    ObjectExpression({ node }) {
      const named = (name: string) =>
        node.properties.find((p): p is types.ObjectProperty => types.isObjectProperty(p) && types.isIdentifier(p.key, { name }))
      const message = named('message')
      if (!named('id') || !message || !types.isStringLiteral(message.value)) return
      message.value = types.valueToNode(compileMessage(message.value.value)) as types.Expression
    },
    JSXOpeningElement({ node }) {
      const message = node.attributes.find(
        (a): a is types.JSXAttribute => types.isJSXAttribute(a) && types.isJSXIdentifier(a.name, { name: 'message' }),
      )
      if (!types.isJSXIdentifier(node.name) || !/Trans/.test(node.name.name) || !message) return
      const text = types.isJSXExpressionContainer(message.value) ? message.value.expression : message.value
      if (!types.isStringLiteral(text)) return
      message.value = types.jsxExpressionContainer(types.valueToNode(compileMessage(text.value)) as types.Expression)
    },
  },
}

// Only files that use a Lingui macro pass through Babel; everything else stays on the native path.
const linguiMacros: Plugin = {
  name: 'lingui-macros',
  enforce: 'pre',
  async transform(code, id) {
    if (!/\.tsx?$/.test(id) || !/@lingui\/(core|react)\/macro/.test(code)) return null
    const out = await transformAsync(code, {
      filename: id,
      babelrc: false,
      configFile: false,
      sourceMaps: true,
      parserOpts: { plugins: ['typescript', 'jsx'] },
      // English stands in the code, so messages must survive the production build.
      plugins: [[macro, { stripMessageField: false }]],
    })
    const compiled = await transformAsync(out?.code ?? code, {
      filename: id,
      babelrc: false,
      configFile: false,
      sourceMaps: true,
      inputSourceMap: out?.map ?? undefined,
      parserOpts: { plugins: ['typescript', 'jsx'] },
      plugins: [compileMessages],
    })
    return compiled?.code ? { code: compiled.code, map: compiled.map } : null
  },
}

const api = { target: process.env.HEADGATE_API ?? 'http://127.0.0.1:8000', changeOrigin: false }

export default defineConfig({
  plugins: [
    linguiMacros,
    { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' } as Plugin,
    react(),
    tailwindcss(),
  ],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': api } },
  build: {
    outDir: '../src/headgate/web_static',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store)[\\/]/, priority: 3 },
            { name: 'aria', test: /node_modules[\\/](react-aria|react-stately|react-aria-components|@react-aria|@react-stately|@internationalized)/, priority: 2 },
          ],
        },
      },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
})
