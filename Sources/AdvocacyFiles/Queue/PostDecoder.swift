import AdvocacyCore
import StrictJSON

/// Reads one post of the queue.
struct PostDecoder {
  private let context: ConfigurationContext

  init(configuration: Configuration) {
    context = ConfigurationContext(
      calendar: configuration.calendar, networks: configuration.networks.map(\.id))
  }

  /// The entry of an element; `lines` holds the line of every id met before.
  func entry(_ node: JSONNode, _ lines: inout [String: Int]) -> QueueEntry {
    let idNode = node.kind == .object ? (try? node.object())?.optional("id") : nil
    let writtenID = idNode.flatMap { try? $0.text() } ?? ""
    let place = node.place
    let earlier = writtenID.isEmpty ? nil : lines[writtenID]
    if !writtenID.isEmpty, earlier == nil { lines[writtenID] = place.line ?? 0 }
    return QueueEntry(
      post: result(node, idNode: idNode, earlier: earlier), writtenID: writtenID, place: place,
      bytes: node.rawBytes)
  }

  private func result(
    _ node: JSONNode, idNode: JSONNode?, earlier: Int?
  ) -> Result<Post, Failure> {
    do throws(Failure) {
      let post = try post(node)
      if let idNode, let earlier {
        throw idNode.failure(
          "duplicate of the post at line \(earlier)", hint: "Give each post its own id")
      }
      return .success(post)
    } catch {
      return .failure(error)
    }
  }

  /// The post of an object.
  ///
  /// - Throws: a failure at the first thing wrong with it.
  func post(_ node: JSONNode) throws(Failure) -> Post {
    let object = try node.object()
    try object.refuseUnknownKeys(known: PostKey.allCases.map(\.rawValue))
    let id: PostID = try object.required(.id).id()
    let networksNode = try object.required(.networks)
    let at = try context.instant(object.required(.at))
    let variants = try object.optional(.variants)?.bounded().variants() ?? []
    return Post(
      id: id, text: try object.required(.text).checked(PostChecks.text),
      networks: try networksNode.bounded().filled(
        networksNode.uniqueElements { node throws(Failure) in try context.network(node) }),
      at: at, expires: try expiry(object, after: at),
      link: try object.optional(.link)?.checked(PostChecks.link),
      campaign: try object.optional(.campaign)?.checked(TextChecks.label),
      topics: try object.list(.topics, TextChecks.label),
      hashtags: try object.list(.hashtags, PostChecks.hashtag),
      variants: variants.map(\.text), variantLanguages: variants.map(\.language),
      author: try object.optional(.author)?.id(), tags: try object.list(.tags, TextChecks.label),
      prize: try object.optional(.prize)?.checked(TextChecks.label),
      isInteractive: try object.optional(.interactive)?.bool() ?? false)
  }

  private func expiry(_ object: JSONObject, after at: Instant) throws(Failure) -> Instant? {
    guard let node = object.optional(.expires) else { return nil }
    let expires = try context.instant(node)
    guard expires > at else {
      throw node.failure(
        "expires at \(context.calendar.format(expires)), not after it falls due at "
          + context.calendar.format(at), hint: "Correct \"expires\" or \"at\"")
    }
    guard expires - at <= Post.longestLife else {
      throw node.failure(
        "expires at \(context.calendar.format(expires)), more than 400 days after it falls due",
        hint: "Let it end earlier; a post that is still true then can be published anew")
    }
    return expires
  }
}

extension JSONObject {
  func required(_ key: PostKey) throws(Failure) -> JSONNode { try required(key.rawValue) }

  func optional(_ key: PostKey) -> JSONNode? { optional(key.rawValue) }

  func list(
    _ key: PostKey, _ check: (String) throws(ValidationError) -> String
  ) throws(Failure) -> [String] {
    try optional(key)?.bounded().checkedOptionalList(check) ?? []
  }
}

extension JSONNode {
  /// The same node, unless it is too long a list.
  func bounded() throws(Failure) -> JSONNode {
    _ = try elements(atMost: PostLimits.listEntries)
    return self
  }
}
