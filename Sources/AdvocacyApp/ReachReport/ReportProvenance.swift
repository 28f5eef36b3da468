import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReach
import AdvocacyReport

/// What a report says of its inputs, and what a reader should know beside the figures.
struct ReportProvenance {
  let configuration: Configuration
  let networks: [NetworkID]

  /// Every parameter that the estimate draws on, and by which chance employees took part.
  var inputs: [ReachReport.Input] {
    // A group's members are its audience.
    let drawn = Set(configuration.audiences.map(\.network) + configuration.groups.map(\.id))
    let isAllDrawn = networks.allSatisfy(drawn.contains)
    let participation = ReachReport.Input(
      name: Behaviour.Participation.name,
      parameter: configuration.behaviour.participation.parameter)
    let drawnOn = configuration.parameters.effective(networks: networks)
      .filter { entry in
        guard entry.name.purpose == .reach else { return false }
        let isPooled = entry.network.map { !drawn.contains($0) } ?? !isAllDrawn
        return isPooled || !entry.name.isOfSyntheticAudience
      }
      .map {
        ReachReport.Input(name: $0.name.rawValue, parameter: $0.parameter, network: $0.network)
      }
    return [participation] + drawnOn
  }

  /// What could not be had as asked, and who took part and is gone.
  func notes(_ estimate: ReachEstimate, posts: [PostFacts]) -> [String] {
    let words = Words(configuration.language)
    var notes = estimate.notes.map { note in
      words(
        note.network.isEmpty ? \.report.unattainable : \.report.unattainableOn,
        [
          "network": .text(note.network), "parameter": .text(note.parameter),
          "asked": .exactPercent(note.asked), "attained": .exactPercent(note.attained),
        ])
    }
    let leavers = Set(posts.flatMap(\.actions).filter { $0.employee == nil }.map(\.person)).count
    if leavers > 0 {
      notes.append(words(\.report.leavers, ["employees": .count(leavers)]))
    }
    return notes
  }
}

extension ParameterName {
  /// Whether only audiences that are made from follower counts draw on the parameter.
  fileprivate var isOfSyntheticAudience: Bool {
    switch self {
    case .teamOverlap, .companyOverlap, .pageOverlap, .followersMu, .followersSigma,
      .secondNetworkOverlap, .deepAudienceCap, .marketSize, .activityShape, .colleagueShare,
      .pageStaffShare:
      true
    default: false
    }
  }
}

/// All that a report is made from, the ledger, the period, the options and the seed aside.
///
/// With those, the same hash gives the same report, byte for byte. Policy rules aren't in it: what
/// they decided is in the ledger. Only what a report prints of today's rules counts: how many are
/// trained by them, who lacks which training, and the kinds, sentences and approvers of those that held
/// somebody back.
struct ReportInputsDigest {
  private var bytes = CanonicalBytes()

  /// Gathers the inputs of a report.
  ///
  /// - Complexity: O(roster + the graphs' edges + posts × networks × rules).
  init(_ data: ReportData, _ problem: ReachProblem, model: Int = ReachModel.version) {
    bytes.add(problem.withoutPosts.fingerprint(model: model).text)
    bytes.add(data.configuration.calendar.zoneName)
    bytes.add(data.configuration.company)
    bytes.add(data.configuration.language.rawValue)
    let provenance = ReportProvenance(
      configuration: data.configuration, networks: data.networks)
    add(provenance.inputs) { bytes, input in
      bytes.add(input.name)
      bytes.add(input.network?.text ?? "")
      for value in [input.low, input.value, input.high] { bytes.add(value.digits) }
      bytes.add(input.basis.rawValue)
      bytes.add(input.source)
    }
    addRoster(of: data)
    addFunnel(of: data)
    addAdvice(of: data)
    add(data.configuration.rateCard.map { [$0] } ?? []) { bytes, card in
      for text in [card.name, card.date, card.currency, card.source] { bytes.add(text) }
      bytes.add(Int64(card.rates.count))
      for rate in card.rates {
        bytes.add(rate.kind.rawValue)
        bytes.add(rate.price.digits)
      }
    }
  }

  /// The SHA-256 of the inputs, in hexadecimal.
  var hash: String { SHA256Digest.hex(SHA256Digest.of(bytes.bytes)) }

  /// Who is listed under which id and team; their accounts are part of the problem.
  private mutating func addRoster(of data: ReportData) {
    let roster = data.presentFunnel.configuration.roster
    let agreeing = data.presentFunnel.consenting(at: data.asOf)
    add(Array(roster.enumerated())) { bytes, entry in
      bytes.add(entry.element.id.text)
      bytes.add(entry.element.team)
      bytes.add(Int64(agreeing.contains(entry.offset) ? 1 : 0))
      // What is planned of those who stay out is in no outlook.
      bytes.add(Int64(entry.element.status.choices.count))
      for choice in entry.element.status.choices { Self.add(choice, to: &bytes) }
    }
  }

  private mutating func addFunnel(of data: ReportData) {
    let nobody = ReachReport.Participation(took: 0, allowed: 0, roster: 0)
    let funnel = data.funnel(nobody)
    bytes.add(Int64(funnel.trained))
    bytes.add(Int64(funnel.consented))
    add(funnel.stopped) { bytes, stop in
      bytes.add(stop.rule.text)
      bytes.add(stop.type ?? "")
      bytes.add(stop.sentence)
    }
  }

  /// What today's rules say of who lacks a training, now and soon, and of who may approve.
  private mutating func addAdvice(of data: ReportData) {
    let (policy, configuration) = (data.presentFunnel.policy, data.presentFunnel.configuration)
    for instant in [data.asOf, data.asOf + .days(AdviceStudy.soon)] {
      add(policy.lacking(at: instant)) { bytes, missing in
        bytes.add(missing.rule.text)
        bytes.add(configuration.courses.first { $0.id == missing.course }?.title ?? "")
        bytes.add(Int64(missing.people.count))
        for person in missing.people { bytes.add(Int64(person)) }
      }
    }
    let spoken = Set(data.posts.lazy.flatMap(\.counts).compactMap(\.rule))
    add(configuration.policy.rules.filter { spoken.contains($0.id) }) { bytes, rule in
      bytes.add(rule.id.text)
      bytes.add(rule.type)
      let approvers = rule.parameters.approvers
      bytes.add(Int64(approvers.count))
      for role in approvers { bytes.add(role) }
    }
  }

  private static func add(_ choice: EmploymentStatus.OptOut, to bytes: inout CanonicalBytes) {
    for labels in [choice.topics, choice.campaigns, choice.networks?.map(\.text)] {
      // None means any: -1 tells it from an empty list.
      bytes.add(Int64(labels?.count ?? -1))
      for label in labels ?? [] { bytes.add(label) }
    }
    for post in choice.posts ?? [] { bytes.add(post.text) }
    bytes.add((choice.period.from ?? .distantPast).milliseconds)
    bytes.add((choice.period.until ?? .distantFuture).milliseconds)
  }

  /// Adds how many elements there are, and each.
  private mutating func add<Element>(
    _ elements: [Element], _ write: (inout CanonicalBytes, Element) -> Void
  ) {
    bytes.add(Int64(elements.count))
    for element in elements { write(&bytes, element) }
  }
}

extension Double {
  /// The value's bits, so that every other value differs.
  fileprivate var digits: Int64 { Int64(bitPattern: bitPattern) }
}

extension ReachProblem {
  /// What the company brings to the problem, whatever the posts and how they are grouped.
  fileprivate var withoutPosts: ReachProblem {
    ReachProblem(
      networks: networks, teams: teams, parameters: parameters, items: [], shares: [], groups: [])
  }
}
