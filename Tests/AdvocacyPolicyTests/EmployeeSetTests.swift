import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("Sets of employees")
struct EmployeeSetTests {
  @Test("Sets behave like sets of numbers", arguments: [0, 1, 63, 64, 65, 200, 9000])
  func likeSets(rosterCount: Int) {
    let key = RandomKey(7)
    func random(_ salt: UInt64) -> Set<Int> {
      Set((0..<rosterCount).filter { key.keyed(by: salt).keyed(by: UInt64($0)).bits & 1 == 0 })
    }
    let (a, b) = (random(1), random(2))
    let setA = EmployeeSet(rosterCount: rosterCount, members: a)
    let setB = EmployeeSet(rosterCount: rosterCount, members: b)
    #expect(Array(setA) == a.sorted())
    #expect(Array(setA.union(setB)) == a.union(b).sorted())
    #expect(Array(setA.intersection(setB)) == a.intersection(b).sorted())
    #expect(Array(setA.subtracting(setB)) == a.subtracting(b).sorted())
    #expect(setA.count == a.count)
    #expect(setA.isEmpty == a.isEmpty)
    #expect(EmployeeSet(rosterCount: rosterCount).isEmpty)
    #expect((0..<rosterCount).allSatisfy { setA.contains($0) == a.contains($0) })
    let everyone = EmployeeSet.everyone(rosterCount: rosterCount)
    #expect(Array(everyone) == Array(0..<rosterCount))
    #expect(everyone.subtracting(setA).count == rosterCount - a.count)
  }

  @Test("Sets tell who is part of another", arguments: [1, 64, 65, 200, 4096, 9000])
  func partsOfSets(rosterCount: Int) {
    let odd = EmployeeSet(
      rosterCount: rosterCount, members: stride(from: 1, to: rosterCount, by: 2))
    let even = EmployeeSet.everyone(rosterCount: rosterCount).subtracting(odd)
    #expect(odd.isDisjoint(with: even) && even.isDisjoint(with: odd))
    #expect(!even.isDisjoint(with: even) && even.isSubset(of: even))
    let last = rosterCount - 1
    var most = EmployeeSet.everyone(rosterCount: rosterCount)
    #expect(even.isSubset(of: most) && odd.isSubset(of: most))
    most.remove(last)
    let alone = EmployeeSet(rosterCount: rosterCount, members: [last])
    #expect(alone.isDisjoint(with: most) && !alone.isSubset(of: most))
    #expect(EmployeeSet(rosterCount: rosterCount).isSubset(of: alone))
  }

  @Test("Who is flipped comes in or goes, one after the other")
  func flips() {
    var set = EmployeeSet(rosterCount: 200, members: [3, 130])
    set.flip([130, 64, 7, 7][...])
    #expect(Array(set) == [3, 64])
  }

  @Test("Members come and go")
  func insertAndRemove() {
    var set = EmployeeSet(rosterCount: 100, members: [99, 3, 3, 100, -1])
    #expect(Array(set) == [3, 99])
    let isNew = (set.insertNew(99), set.insertNew(64))
    #expect(isNew == (false, true))
    set.remove(3)
    #expect(Array(set) == [64, 99])
  }

  @Test("A timeline holds at each instant those whose period does")
  func timeline() {
    let key = RandomKey(11)
    let rosterCount = 700
    func draw(_ employee: Int, _ salt: Int) -> UInt64 {
      key.keyed(by: UInt64(employee)).keyed(by: UInt64(salt)).bits
    }
    let periods = (0..<rosterCount).map { employee in
      (0..<Int(draw(employee, 0) % 5)).map { number in
        let from = draw(employee, number * 2 + 1) % 50
        let until = draw(employee, number * 2 + 2) % 50
        return Period(
          from: from < 3 ? nil : Instant(seconds: Int64(from)),
          until: until < 3 ? nil : Instant(seconds: Int64(until)))
      }
    }
    let timeline = EmployeeTimeline(rosterCount: rosterCount) { periods[$0] }
    for second: Int64 in -1...51 {
      let instant = Instant(seconds: second)
      let expected = (0..<rosterCount).filter { periods[$0].contains { $0.contains(instant) } }
      #expect(Array(timeline.members(at: instant)) == expected, "second \(second)")
    }
  }
}
