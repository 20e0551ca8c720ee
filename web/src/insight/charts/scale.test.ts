/** The geometry of intervals and axes. */
import { describe, expect, it } from 'vitest'
import { dotAxis, intervalShape, niceAxis, niceStep, place, spanOf, tileDomain } from './scale'

describe('place', () => {
  it('is percent of the domain and stays inside', () => {
    expect(place(0.25, [0, 1])).toBe(25)
    expect(place(-3, [0, 1])).toBe(0)
    expect(place(9, [0, 1])).toBe(100)
    expect(place(5, [5, 5])).toBe(50)
  })
})

describe('axes', () => {
  it('have round steps', () => {
    expect(niceStep(0.34, 4)).toBeCloseTo(0.1)
    expect(niceStep(90, 4)).toBe(25)
    expect(niceStep(0, 4)).toBe(1)
  })
  it('enclose what they are made for', () => {
    expect(niceAxis([0.612, 0.703])).toEqual({ domain: [0.6, 0.725], ticks: [0.6, 0.625, 0.65, 0.675, 0.7, 0.725] })
    expect(niceAxis([0, 88]).domain).toEqual([0, 100])
  })
  it('stay within 0 and 1 for shares, and start at zero for bars', () => {
    const marks = [{ value: 0.93, interval: [0.81, 0.99] as [number, number] }]
    expect(dotAxis(marks, true, false)?.domain[1]).toBe(1)
    expect(dotAxis([{ value: 40, interval: null }], false, true)?.domain[0]).toBe(0)
    expect(dotAxis([{ value: null, interval: null }], true, false)).toBeNull()
  })
  it('span every interval', () => {
    expect(
      spanOf(
        [
          { value: 3, interval: [1, 5] },
          { value: 9, interval: null },
        ],
        false,
      ),
    ).toEqual([1, 9])
  })
})

describe('interval glyph', () => {
  it('puts caps at the bounds and the dot at the value', () => {
    const shape = intervalShape({ value: 0.5, interval: [0.4, 0.7] }, [0, 1])
    expect(shape.bar?.start).toBeCloseTo(40)
    expect(shape.bar?.width).toBeCloseTo(30)
    expect(shape.dot).toBeCloseTo(50)
  })
  it('has no bar without an interval and no dot without a value', () => {
    expect(intervalShape({ value: 3, interval: null }, [0, 6])).toEqual({ bar: null, dot: 50 })
    const open = intervalShape({ value: 90, interval: [80, null] }, [0, 100])
    expect(open.bar).toEqual({ start: 80, width: 20, openStart: false, openEnd: true })
    expect(intervalShape({ value: null, interval: [1, 2] }, [0, 4]).dot).toBeNull()
  })
  it('shows a surer figure with a narrower bar on the same domain', () => {
    const sure = tileDomain({ value: 0.63, interval: [0.62, 0.643] }, true)
    const loose = tileDomain({ value: 0.63, interval: [0.55, 0.7] }, true)
    expect(sure[1] - sure[0]).toBeCloseTo(0.2)
    expect(loose[1] - loose[0]).toBeCloseTo(0.2)
    expect(tileDomain({ value: 0.05, interval: [0.01, 0.2] }, true)[0]).toBe(0)
    expect(tileDomain({ value: 0.99, interval: [0.9, 1] }, true)[1]).toBe(1)
  })
})
