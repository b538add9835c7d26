// Serves the page that was built over its make-believe backend, with the same content security policy that the program sets.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
export const page = path.join(root, '..', 'build', 'out', 'shots-page')

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }

function policy(nonce) {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export function serve() {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const file = path.join(page, path.normalize(pathname === '/' ? '/index.html' : pathname))
    try {
      let body = await readFile(file)
      const nonce = Math.random().toString(36).slice(2)
      const headers = { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' }
      if (file.endsWith('.html')) {
        headers['content-security-policy'] = policy(nonce)
        body = body.toString().replace('name="csp-nonce" content=""', `name="csp-nonce" content="${nonce}"`)
      }
      response.writeHead(200, headers).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)))
}

export const browserArgs = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
]
