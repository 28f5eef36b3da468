import AdvocacyModel
import Foundation

/// A post as the ledger keeps it: JSON with sorted keys, employees by key, instants as integers.
struct StoredBody: Codable {
  var text: String
  var networks: [NetworkID]
  var at: Int64
  var expires: Int64?
  var link: String?
  var campaign: String?
  var topics: [String]
  var hashtags: [String]
  var variants: [String]
  var variantLanguages: [String?]?
  var author: Int64?
  var tags: [String]?
  var prize: String?
  var isInteractive: Bool?

  private enum CodingKeys: String, CodingKey {
    case text = "text"
    case networks = "networks"
    case at = "at"
    case expires = "expires"
    case link = "link"
    case campaign = "campaign"
    case topics = "topics"
    case hashtags = "hashtags"
    case variants = "variants"
    case variantLanguages = "variantLanguages"
    case author = "author"
    case tags = "tags"
    case prize = "prize"
    case isInteractive = "isInteractive"
  }

  /// Takes over a post, its author by key.
  init(_ post: Post, author: Int64?) {
    text = post.text
    networks = post.networks
    at = post.at.milliseconds
    expires = post.expires?.milliseconds
    link = post.link
    campaign = post.campaign
    topics = post.topics
    hashtags = post.hashtags
    variants = post.variants
    variantLanguages = post.variantLanguages.isEmpty ? nil : post.variantLanguages
    self.author = author
    tags = post.tags.isEmpty ? nil : post.tags
    prize = post.prize
    isInteractive = post.isInteractive ? true : nil
  }

  /// Reads the JSON of a post.
  init(json: String) throws {
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    } catch {
      throw CorruptionError(message: "the ledger is damaged: a stored post can't be read")
    }
  }

  /// The JSON of the post.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  /// The post with its id, and its author's id.
  func post(_ id: PostID, author: EmployeeID?) -> Post {
    Post(
      id: id, text: text, networks: networks, at: Instant(milliseconds: at),
      expires: expires.map(Instant.init(milliseconds:)), link: link, campaign: campaign,
      topics: topics, hashtags: hashtags, variants: variants,
      variantLanguages: variantLanguages ?? [], author: author, tags: tags ?? [],
      prize: prize, isInteractive: isInteractive ?? false)
  }
}
