import AdvocacyCore
import Foundation
import Testing

@testable import AdvocacyReach

@Suite("Numerics")
struct NumericsTests {
  @Test("normal quantiles invert the distribution function")
  func normal() {
    #expect(Normal.quantile(0.5) == 0)
    for probability in [1e-12, 1e-6, 0.001, 0.05, 0.3, 0.6, 0.95, 0.9999] {
      let back = erfc(-Normal.quantile(probability) / 2.0.squareRoot()) / 2
      #expect(abs(back / probability - 1) < 1e-12)
    }
  }

  @Test("a permutation takes every number once, of any size")
  func permutation() {
    for size in [1, 2, 3, 5, 16, 50, 97, 1000] {
      let permutation = Permutation(Permutation.Shape(size: size), key: RandomKey(UInt64(size)))
      #expect((0..<size).map { permutation($0) }.sorted() == Array(0..<size))
    }
  }

  @Test("skips happen with the probability asked, at places spread evenly")
  func skips() {
    for probability in [0.0, 0.01, 0.3, 1.0] {
      var hits = [0, 0]
      for world in 0..<2000 {
        let rate = GeometricSkips.Rate(BlockDraws.rate(probability))
        var skips = GeometricSkips(rate: rate, key: RandomKey(1).keyed(by: UInt64(world)))
        while let place = skips.next(below: 100) { hits[place / 50] += 1 }
      }
      for half in hits {
        let deviation = (100_000 * probability * (1 - probability)).squareRoot()
        #expect(abs(Double(half) - 100_000 * probability) <= 4 * deviation)
      }
    }
  }

  @Test("the local mixing function is the one of keyed draws")
  func mixing() {
    for word in UInt64(0)..<100 { #expect(Mixing.mix(word) == RandomKey.mix(word)) }
  }

  @Test("windows of slots overlap as computed")
  func windows() {
    for (sizes, pool) in [([30, 20, 25], 200), ([60, 50, 70], 80), ([80, 80, 10], 80)] {
      for common in [0, 7, 20] {
        let windows = sizes.indices.map {
          SlotWindow(network: $0, sizes: sizes, common: common, pool: pool)
        }
        let slots = windows.map { window in
          var slots: Set<Int> = []
          window.forEachRun { slots.formUnion($0) }
          return slots
        }
        for (first, second) in [(0, 1), (0, 2), (1, 2)] {
          #expect(slots[first].count == sizes[first])
          #expect(
            windows[first].overlap(windows[second])
              == slots[first].intersection(slots[second]).count)
        }
      }
    }
  }

  @Test("an ordinary person's followers are distinct, and everybody is as likely as anybody")
  func marketDraw() {
    var times = [Int](repeating: 0, count: 50)
    for person in 0..<2000 {
      let draw = MarketDraw(
        followers: 12, of: Stratum(of: 100..<150, weight: 1, offset: 0),
        key: RandomKey(3).keyed(by: UInt64(person)))
      let people = (0..<12).map { draw($0) - 100 }
      #expect(Set(people).count == 12)
      for person in people { times[person] += 1 }
    }
    for count in times { #expect(abs(count - 480) < 90) }
  }
}
