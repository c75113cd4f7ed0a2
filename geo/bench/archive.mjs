// A second reader for PMTiles: opens the archive that is the argument, writes
// its header and metadata as a line of JSON, then reads addresses from the
// standard input, "z x y" on each line, and writes for each the tile as npm's
// pmtiles has it, uncompressed and in base64, an empty line if there is none.
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { PMTiles } from 'pmtiles'

const file = await open(process.argv[2])
const archive = new PMTiles({
  getKey: () => process.argv[2],
  async getBytes(offset, length) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
    return { data: buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + bytesRead) }
  }
})

console.log(JSON.stringify({ header: await archive.getHeader(), metadata: await archive.getMetadata() }))
for await (const line of createInterface({ input: process.stdin })) {
  const tile = await archive.getZxy(...line.split(' ').map(Number))
  console.log(tile ? Buffer.from(tile.data).toString('base64') : '')
}
await file.close()
