import AdvocacyCore
import StrictJSON

/// Reads the company's pages.
enum PageDecoder {
  /// The most followers that make sense: a bound against slips of the keyboard.
  static let followers = 0...10_000_000_000

  static func pages(
    _ node: JSONNode?, in context: inout ConfigurationContext
  ) throws(Failure) -> [Page] {
    guard let node else { return [] }
    var pages: [Page] = []
    for member in try node.object().members {
      let network = try context.network(of: member)
      let object = try member.value.object()
      try object.refuseUnknownKeys(known: ConfigurationKeys.page)
      pages.append(
        Page(
          network: network,
          followers: try object.required("followers").integer(in: followers),
          node: try graphNode(object.optional("node"), of: "the page", in: &context)))
    }
    return pages
  }

  /// The node of an account or page in the follower graphs.
  static func graphNode(
    _ node: JSONNode?, of owner: String, in context: inout ConfigurationContext
  ) throws(Failure) -> UInt64? {
    guard let node else { return nil }
    let number = UInt64(try node.integer(in: 0...Int.max))
    if let complaint = context.claim(node: number, for: owner) {
      throw node.failure(complaint.message, hint: complaint.hint)
    }
    return number
  }
}
