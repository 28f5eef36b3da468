import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReport
import AdvocacySimulation
import Foundation

/// Makes the kits of one post: who may share it, with which words.
///
/// Texts are dealt out among all who may share it, also where the kit of one is asked for: so
/// everybody's stays the same, whoever asks.
struct KitMaker {
  private let post: Post
  private let scene: KitScene
  private let title: String
  private let offers: [Offer]
  /// By place among the offers, the number of the text; nil: to be shared without words.
  private let numbers: [Int?]
  private let texts: KitTexts
  /// The roles in which the post was approved.
  private let approvers: Set<String>

  /// Finds who may share a post, and deals its texts out.
  ///
  /// - Parameters:
  ///   - post: The post, which is open.
  ///   - scene: What is known.
  ///   - start: The first instant that counts; nil: now.
  ///   - only: The one employee whose kit is asked for, by index; nil: any.
  /// - Throws: `Failure` where the ledger can't be read.
  /// - Complexity: O(roster × networks × rules); for one employee of a post whose texts need not be
  ///   dealt out, O(networks × rules).
  init(_ post: Post, _ scene: KitScene, from start: Instant? = nil, only: Int? = nil) throws {
    let roster = scene.configuration.roster
    let welcomed = post.welcomed.flatMap { id in roster.position(of: id) { $0.id } }
    let post = post.naming(
      welcomed.map { roster[$0].name.isEmpty ? roster[$0].id.text : roster[$0].name },
      in: scene.configuration.language)
    let isDealt = post.variants.isEmpty || Self.rulesDeal(post, scene, from: start)
    let finder = try OfferFinder(post, scene, from: start, only: isDealt ? only : nil)
    self.post = post
    self.scene = scene
    title = Kit.title(of: post)
    offers = finder.offers()
    var texts = KitTexts(post, scene)
    numbers = texts.numbers(of: offers, at: finder.start) { finder.fixedTexts(on: $0) }
    self.texts = texts
    approvers = Set(
      scene.statements.filter { $0.post == post.id && $0.kind == .approval }.map(\.role))
  }

  /// Whether rules deal the texts of a post out on each of its networks.
  private static func rulesDeal(_ post: Post, _ scene: KitScene, from start: Instant?) -> Bool {
    let instant = max(start ?? scene.now, post.at)
    return post.networks.allSatisfy {
      scene.engine.texts(of: post, on: $0, at: instant, history: scene.history) != nil
    }
  }

  /// The employees who get a kit, by index on the roster, ascending.
  var employees: [Int] {
    var employees: [Int] = []
    for offer in offers where employees.last != offer.employee { employees.append(offer.employee) }
    return employees
  }

  /// Makes the kits of everybody, one after the other.
  ///
  /// - Throws: What `voice` or the body throws.
  /// - Complexity: O(offers + characters written).
  func forEachKit(
    voice: (String) throws -> Voice, _ body: (_ employee: Int, Kit, Voice) throws -> Void
  ) throws {
    var texts = texts
    var first = 0
    while first < offers.count {
      let employee = offers[first].employee
      var next = first
      while next < offers.count, offers[next].employee == employee { next += 1 }
      let voice = try voice(scene.configuration.roster[employee].language)
      try body(employee, kit(of: first..<next, in: voice, &texts), voice)
      first = next
    }
  }

  /// The kit of one employee; nil: there is none for them.
  ///
  /// - Complexity: O(log offers + characters written).
  func kit(of employee: Int, in voice: Voice) -> Kit? {
    var (low, high) = (0, offers.count)
    while low < high {
      let middle = (low + high) / 2
      if offers[middle].employee < employee { low = middle + 1 } else { high = middle }
    }
    let count = offers[low...].prefix { $0.employee == employee }.count
    guard count > 0 else { return nil }
    var texts = texts
    return kit(of: low..<low + count, in: voice, &texts)
  }

  private func kit(of range: Range<Int>, in voice: Voice, _ texts: inout KitTexts) -> Kit {
    let index = offers[range.lowerBound].employee
    let person = scene.configuration.roster[index]
    var rules: [Kit.Rule] = []
    for ground in range.flatMap({ offers[$0].terms.grounds })
    where !rules.contains(where: { $0.id == ground.rule }) {
      rules.append(
        Kit.Rule(
          id: ground.rule, verdict: ground.isRewriting ? .rewrite : .allow,
          sentence: scene.engine.rule(ground.rule)?.sentence))
    }
    return Kit(
      post: post.id, employee: person.id,
      name: person.name.isEmpty ? person.id.text : person.name,
      company: scene.configuration.company, language: voice.tag, title: title,
      minutes: TimeNeeded.minutes(for: post, networks: range.count),
      networks: range.compactMap { network(offers[$0], text: numbers[$0], of: person, &texts) },
      why: why(rules, in: voice), rules: rules)
  }

  private func network(
    _ offer: Offer, text number: Int?, of person: Employee, _ texts: inout KitTexts
  ) -> Kit.Network? {
    guard let network = scene.engine.network(post.networks[offer.network]) else { return nil }
    let left = offer.terms.effect.actions(of: .all, on: network)
    let actions = number == nil ? left.intersection(.bare) : left
    let words = number.map { texts.words($0, on: network, offer.terms, of: person.id) }
    let link = words?.link ?? texts.link(on: network, of: person.id)
    return Kit.Network(
      network: network.id, title: network.title, actions: actions.actions,
      from: offer.from > scene.now ? offer.from : nil, until: offer.until, variant: number,
      text: words?.text, disclosures: number == nil ? [] : offer.terms.lines.map(\.text),
      link: link,
      // A group has its own page, to which no address leads.
      shareLink: number == nil || network.group != nil
        ? nil
        : ShareLink.address(
          on: network.id, text: words?.text, link: link,
          handle: person.account(on: network.id)?.handle))
  }

  /// Why somebody is asked: what they did for it, and what others gave.
  private func why(_ rules: [Kit.Rule], in voice: Voice) -> [String] {
    var reasons = [voice(\.agreed)]
    for rule in rules where rule.verdict == .allow {
      if let course = scene.engine.course(askedBy: rule.id) {
        let title = scene.configuration.courses.first { $0.id == course }?.title ?? course.text
        reasons.append(voice(\.trained, ["course": .text(title)]))
      }
      let roles = scene.engine.rule(rule.id)?.parameters.approvers.filter(approvers.contains) ?? []
      if !roles.isEmpty { reasons.append(voice(\.approved, ["roles": .text(voice.list(roles))])) }
    }
    return reasons
  }
}

/// Which words each employee gets of a post.
struct KitTexts {
  private let post: Post
  private let scene: KitScene
  private var suitable: [Speaker: [Int]] = [:]
  private var shapes: [Shape: (text: String, link: String?)] = [:]

  /// What the words that somebody says depend on, but for their pseudonym.
  private struct Shape: Hashable {
    var network: NetworkID
    var number: Int
    var lines: [Verdict.Line]
  }

  /// What the texts that somebody may say depend on.
  private struct Speaker: Hashable {
    var network: Int
    var language: String
    var lines: [Verdict.Line]
  }

  init(_ post: Post, _ scene: KitScene) {
    self.post = post
    self.scene = scene
  }

  /// The number of each offer's text: what was fixed when they were asked, else what a rule deals,
  /// else one that fewest colleagues on the network have; nil: to be shared without words.
  ///
  /// Who comes first is drawn by key, so that whoever joins changes few others' texts.
  ///
  /// - Complexity: O(n log n).
  mutating func numbers(
    of offers: [Offer], at instant: Instant, fixed: (Int) -> [Int]
  ) -> [Int?] {
    var numbers: [Int?] = Array(repeating: nil, count: offers.count)
    for (place, id) in post.networks.enumerated() {
      guard let network = scene.engine.network(id) else { continue }
      let dealt = scene.engine.texts(of: post, on: id, at: instant, history: scene.history)
      var deal = TextDeal(post, by: scene.engine.labels)
      for text in fixed(place) { deal.note(text) }
      let root = RandomKey(scene.facts.header.seed).keyed(by: "kit").keyed(by: post.id.text)
        .keyed(by: id.text)
      let here = offers.indices.filter { offers[$0].network == place }
      let keys = here.map { index in
        (root.keyed(by: scene.configuration.roster[offers[index].employee].id.text).bits, index)
      }
      for (_, index) in keys.sorted(by: <) {
        let offer = offers[index]
        let left = offer.terms.effect.actions(of: .all, on: network)
        guard left.hasWords else { continue }
        // Where words have to stand in whatever is done, somebody without a text of their own says
        // the post's.
        let mustSpeak = offer.terms.effect.addsWords || left.isDisjoint(with: .bare)
        if let dealt, dealt[offer.employee] == nil {
          if mustSpeak { numbers[index] = offer.fixedText ?? 0 }
        } else {
          numbers[index] =
            offer.fixedText ?? dealt?[offer.employee]
            ?? deal.deal(among: texts(of: offer, on: network))
        }
      }
    }
    return numbers
  }

  /// The texts that somebody may say, ascending: in their language, and short enough.
  private mutating func texts(of offer: Offer, on network: Network) -> [Int] {
    let language = scene.configuration.roster[offer.employee].language
    let speaker = Speaker(
      network: offer.network, language: language, lines: offer.terms.lines)
    if let known = suitable[speaker] { return known }
    let own = post.texts(for: language, by: scene.engine.labels)
    var fitting = own
    if let limit = network.textLimit {
      fitting = own.filter { number in
        let text = Self.composed(post.published(variant: number), offer.terms)
        return network.counting.length(of: text) <= limit
      }
    }
    suitable[speaker] = fitting.isEmpty ? own : fitting
    return fitting.isEmpty ? own : fitting
  }

  /// A text with its link, tagged unless the network would find it too long then.
  ///
  /// It is put together once, with a mark for the pseudonym of who shares it.
  mutating func words(
    _ number: Int, on network: Network, _ terms: CandidateTerms, of person: EmployeeID
  ) -> (text: String, link: String?) {
    let shape = Shape(network: network.id, number: number, lines: terms.lines)
    let known = shapes[shape] ?? makeWords(number, on: network, terms)
    shapes[shape] = known
    return (mine(known.text, person), known.link.map { mine($0, person) })
  }

  /// The post's link, with the company's tags.
  func link(on network: Network, of person: EmployeeID) -> String? {
    tagged(on: network).map { mine($0, person) }
  }

  private func makeWords(
    _ number: Int, on network: Network, _ terms: CandidateTerms
  ) -> (text: String, link: String?) {
    let tagged = tagged(on: network)
    let text = Self.composed(post.published(variant: number, link: tagged), terms)
    guard tagged != post.link, let limit = network.textLimit,
      network.counting.length(of: text) > limit
    else { return (text, tagged) }
    return (Self.composed(post.published(variant: number), terms), post.link)
  }

  /// What stands for a pseudonym, and is as long.
  private static let mark = "e------------"

  private func tagged(on network: Network) -> String? {
    guard let tags = scene.configuration.outreach.tags else { return post.link }
    return post.link.map { tags.tagged($0, of: post, on: network.id, pseudonym: Self.mark) }
  }

  /// A text with the pseudonym in place of its mark; who has none is not told apart.
  private func mine(_ text: String, _ person: EmployeeID) -> String {
    guard scene.configuration.outreach.tags?.tellsPeopleApart == true else { return text }
    let tag = "utm_content=\(Self.mark)"
    guard let pseudonym = scene.pseudonyms[person] else {
      return text.replacing("&\(tag)", with: "").replacing("?\(tag)", with: "")
    }
    return text.replacing(tag, with: "utm_content=\(pseudonym)")
  }

  private static func composed(_ text: String, _ terms: CandidateTerms) -> String {
    terms.lines.isEmpty ? text : Verdict(outcome: .rewrite, lines: terms.lines).composed(text)
  }
}

/// Finds how each employee is spoken to.
struct Voices {
  private let configuration: Configuration
  private let workspace: Workspace
  private let environment: Environment
  private let now: Instant
  private var known: [String: Voice] = [:]

  init(_ scene: KitScene, in environment: Environment) {
    self.init(scene.configuration, scene.workspace, at: scene.now, in: environment)
  }

  init(
    _ configuration: Configuration, _ workspace: Workspace, at now: Instant,
    in environment: Environment
  ) {
    self.configuration = configuration
    self.workspace = workspace
    self.now = now
    self.environment = environment
  }

  /// The voice of a language: the company's strings, else the program's own, else that of the
  /// company, which is told once.
  ///
  /// - Throws: `Failure` where the strings can't be read.
  mutating func voice(for language: String) throws -> Voice {
    if let voice = known[language] { return voice }
    let voice = try find(language)
    known[language] = voice
    return voice
  }

  private func find(_ language: String) throws -> Voice {
    let labels = LabelComparison(.current)
    let files = configuration.outreach.strings.filter {
      labels.language($0.language, covers: language)
    }
    if let file = files.max(by: { $0.language.count < $1.language.count }) {
      return try strings(file)
    }
    let calendar = configuration.calendar
    if let own = Language.allCases.first(where: { labels.language($0.rawValue, covers: language) })
    {
      return Voice(own, calendar: calendar, at: now)
    }
    if !language.isEmpty {
      environment.note(
        "there are no strings for \(language); who speaks it reads \(configuration.language.name). "
          + "Add \"strings\": {\"\(language)\": \"strings.\(language).json\"} to config.json; "
          + "`advocacy schema strings` tells what goes in the file")
    }
    return Voice(configuration.language, calendar: calendar, at: now)
  }

  /// Reads a file of strings.
  ///
  /// - Throws: `Failure` with file, line and column.
  func strings(_ file: Outreach.StringsFile) throws(Failure) -> Voice {
    let path = file.file.hasPrefix("/") ? file.file : workspace.directory + "/" + file.file
    let bytes = try FileReading.contents(of: path, named: file.file)
    let phrases = Dictionary(KitPhrases.keyed.map { ($0.key, $0.phrase) }) { first, _ in first }
    let texts = try StringsFile.decode(
      bytes, file: file.file, keys: KitPhrases.keyed.map(\.key)
    ) { key, text in
      phrases[key].flatMap { PhraseForm.fault(of: text, for: key, $0) }
        .map { ($0.message, $0.hint) }
    }
    return Voice(tag: file.language, texts: texts, calendar: configuration.calendar, at: now)
  }
}

extension Language {
  /// What it is called in English.
  fileprivate var name: String {
    switch self {
    case .english: "English"
    case .spanish: "Spanish"
    }
  }
}
