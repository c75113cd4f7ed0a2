// Package raster turns paths into pixels: anti-aliased fills, strokes with
// joins, caps and dashes, hatches and fades on a premultiplied RGBA canvas,
// and the canvas into a small PNG. It knows nothing of maps.
//
// Pixels are float32 with (0, 0) at the top left corner of the top left
// pixel, x to the right and y down. The scan converter works on integers of
// 1/256 pixel, so that equal input gives equal bytes, and shapes that touch
// share their edge exactly.
//
// A Path or a Canvas is for one goroutine at a time.
package raster
