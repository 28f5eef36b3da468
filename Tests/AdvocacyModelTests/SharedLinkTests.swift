import AdvocacyModel
import Testing

@Suite("Links that employees share")
struct SharedLinkTests {
  private let network: NetworkID
  private let post: Post

  init() throws {
    network = try #require(NetworkID("linkedin"))
    post = Post(
      id: try #require(PostID("lab")), text: "See https://acme.example/lab, and come",
      networks: [], at: Instant(milliseconds: 0), link: "https://acme.example/lab")
  }

  @Test(
    "Tags stand behind the query that is there and before the fragment",
    arguments: [
      ("https://a.example", "https://a.example?T"),
      ("https://a.example/p?", "https://a.example/p?T"),
      ("https://a.example/p?x=1", "https://a.example/p?x=1&T"),
      ("https://a.example/p?x=1&", "https://a.example/p?x=1&T"),
      ("https://a.example/p#top?no", "https://a.example/p?T#top?no"),
      ("https://a.example/p?x=%20y#top", "https://a.example/p?x=%20y&T#top"),
    ])
  func places(link: String, expected: String) {
    let tags = "utm_source=linkedin&utm_medium=employee&utm_campaign=lab"
    let tagged = LinkTags().tagged(link, of: post, on: network, pseudonym: "e1")
    #expect(tagged == expected.replacing("T", with: tags))
  }

  @Test("A tag that somebody wrote stays, and the others are added")
  func ownTags() {
    let link = "https://a.example/?utm_source=qr&utm_campaign=fair"
    #expect(
      LinkTags().tagged(link, of: post, on: network, pseudonym: nil)
        == link + "&utm_medium=employee")
  }

  @Test("People are told apart only where the company says so, and by a pseudonym")
  func pseudonyms() {
    let tags = LinkTags(medium: "staff & friends", campaign: "Otoño", tellsPeopleApart: true)
    let tagged = tags.tagged("https://a.example", of: post, on: network, pseudonym: "e12")
    #expect(tagged.hasSuffix("&utm_content=e12"))
    #expect(tagged.contains("utm_medium=staff%20%26%20friends&utm_campaign=Oto%C3%B1o"))
    let unknown = tags.tagged("https://a.example", of: post, on: network, pseudonym: nil)
    #expect(!unknown.contains("utm_content"))
  }

  @Test("The campaign is the post's own where it has one")
  func campaign() {
    var post = post
    post.campaign = "spring"
    let tagged = LinkTags().tagged("https://a.example", of: post, on: network, pseudonym: nil)
    #expect(tagged.hasSuffix("utm_campaign=spring"))
  }

  @Test("A tagged link takes the place of the one in the text, and of no longer one")
  func inText() {
    #expect(
      post.published(variant: 0, link: "https://acme.example/lab?t")
        == "See https://acme.example/lab?t, and come")
    var other = post
    other.text = "See https://acme.example/lab/more"
    #expect(
      other.published(variant: 0, link: "https://acme.example/lab?t")
        == "See https://acme.example/lab/more https://acme.example/lab?t")
    #expect(post.published(variant: 0) == post.text)
  }

  @Test("Each network is opened with what it takes")
  func addresses() throws {
    func address(
      _ name: String, _ text: String?, _ link: String?, _ handle: String? = nil
    ) -> String? {
      NetworkID(name).flatMap { ShareLink.address(on: $0, text: text, link: link, handle: handle) }
    }
    let (text, link) = ("Ñ & 🎉", "https://a.example/?x=1")
    #expect(
      address("linkedin", text, link)
        == "https://www.linkedin.com/sharing/share-offsite/?url="
        + "https%3A%2F%2Fa.example%2F%3Fx%3D1")
    #expect(
      address("facebook", text, link)
        == "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fa.example%2F%3Fx%3D1")
    #expect(address("linkedin", text, nil) == nil)
    #expect(
      address("x", text, link) == "https://x.com/intent/post?text=%C3%91%20%26%20%F0%9F%8E%89")
    #expect(address("bluesky", "a", nil) == "https://bsky.app/intent/compose?text=a")
    #expect(
      address("mastodon", "a", nil, "@ana@social.example") == "https://social.example/share?text=a")
    #expect(address("mastodon", "a", nil, "@ana") == "https://share.joinmastodon.org/#text=a")
    #expect(
      address("mastodon", "a", nil, "@ana@evil.example/x")
        == "https://share.joinmastodon.org/#text=a")
    #expect(address("blog", text, link) == nil)
  }
}
