import AdvocacyModel
import Testing

@testable import AdvocacySimulation

@Suite("The order in which acts happen")
struct ActQueueTests {
  private static let start = SimulationScene.start

  private static func entry(_ employee: Int, minute: UInt64) -> ActQueue.Entry {
    ActQueue.Entry(
      act: PlannedAct(employee: employee, at: start + .minutes(Int64(minute)), actions: .passingOn),
      group: 0, since: start, block: 0, post: 0, network: 0, isWaiting: false)
  }

  private static func hour(of entry: ActQueue.Entry) -> Instant {
    start + .hours((entry.act.at - start).milliseconds / 3_600_000)
  }

  private static func entries(_ count: Int) -> [ActQueue.Entry] {
    (0..<count).map { entry($0, minute: RandomKey(3).keyed(by: UInt64($0)).bits % 600) }
  }

  private static func rest(of queue: ActQueue) -> [ActQueue.Entry] {
    var queue = queue
    var taken: [ActQueue.Entry] = []
    while let next = queue.next() {
      taken.append(next.entry)
      queue.removeNext()
    }
    return taken
  }

  @Test("acts come by instant and employee, whatever the order in which they were planned")
  func order() {
    let entries = Self.entries(200)
    var queue = ActQueue()
    for entry in entries { queue.add(entry, hour: Self.hour(of: entry)) }
    #expect(Self.rest(of: queue) == entries.sorted())
    #expect(queue.instants { $0.act.employee < 9 } == entries[..<9].map(\.act.at).sorted())
  }

  @Test("an act that joins the hour at hand, or an earlier one, takes its turn there")
  func late() throws {
    let entries = Self.entries(200).sorted()
    var queue = ActQueue()
    for entry in entries { queue.add(entry, hour: Self.hour(of: entry)) }
    for _ in 0..<100 {
      _ = queue.next()
      queue.removeNext()
    }
    let next = queue.next()
    let now = try #require(next).entry
    let joining = [
      Self.entry(900, minute: UInt64((now.act.at - Self.start).milliseconds / 60_000)),
      Self.entry(901, minute: 0), Self.entry(902, minute: 599),
    ]
    for entry in joining { queue.add(entry, hour: Self.hour(of: entry)) }
    #expect(Self.rest(of: queue) == (entries[100...] + joining).sorted())
  }

  @Test("acts that are taken out come no more")
  func removal() {
    let entries = Self.entries(60)
    var queue = ActQueue()
    for entry in entries { queue.add(entry, hour: Self.hour(of: entry)) }
    _ = queue.next()
    let removed = queue.removeAll { $0.act.employee.isMultiple(of: 3) }
    #expect(removed.count == 20)
    #expect(
      Self.rest(of: queue) == entries.sorted().filter { !$0.act.employee.isMultiple(of: 3) })
  }
}

@Suite("The company's clock with a memory")
struct CompanyClockTests {
  @Test(
    "it shows what the calendar shows, also where clocks are changed",
    arguments: ["Europe/Madrid", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe"])
  func agreement(zone: String) throws {
    let calendar = try #require(CompanyCalendar(zoneName: zone))
    var clock = CompanyClock(calendar)
    for number in 0..<600 as Range<UInt64> {
      // A year by draws; each instant twice, so that what is remembered is asked as well.
      let key = RandomKey(11).keyed(by: number / 2)
      let at = SimulationScene.start + .minutes(Int64(key.bits % 525_600))
      let civil = calendar.civilTime(at: at)
      #expect(clock.timeOfDay(at: at) == civil.millisecondOfDay)
      #expect(clock.startOfHour(at: at) == calendar.startOfHour(at: at))
      for isTomorrow in [false, true] {
        let day = isTomorrow ? calendar.startOfNextDay(at: at) : calendar.startOfDay(at: at)
        var eight = calendar.civilTime(at: day)
        eight.millisecondOfDay = 8 * 3_600_000
        #expect(
          clock.instant(of: 8 * 3_600_000, onDayOf: at, isTomorrow: isTomorrow)
            == calendar.instant(of: eight))
      }
    }
  }
}
