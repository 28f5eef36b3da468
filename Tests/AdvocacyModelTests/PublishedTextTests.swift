import AdvocacyModel
import Testing

@Suite("What is published of a post")
struct PublishedTextTests {
  private func post(_ text: String, link: String? = nil, hashtags: [String] = []) throws -> Post {
    Post(
      id: try #require(PostID("lab")), text: text, networks: [], at: Instant(seconds: 0),
      link: link, hashtags: hashtags, variants: ["Ven", "Come"], variantLanguages: ["es", nil])
  }

  @Test("is the text, then the link and the hashtags that are not in it")
  func parts() throws {
    let lab = try post(
      "Our lab #acmelab", link: "https://acme.example/lab", hashtags: ["#AcmeLab", "#Jobs"])
    #expect(lab.published(variant: 0) == "Our lab #acmelab https://acme.example/lab #Jobs")
    #expect(lab.published(variant: 1) == "Ven https://acme.example/lab #AcmeLab #Jobs")
    #expect(try post("Our lab").published(variant: 0) == "Our lab")
  }

  @Test(
    "has the link once, unless a longer one begins with it",
    arguments: [
      ("See https://acme.example/lab.", true), ("(https://acme.example/lab)", true),
      ("https://acme.example/lab", true), ("https://acme.example/labs", false),
      ("https://acme.example/lab?a=1", false), ("https://acme.example/lab.html", false),
    ])
  func link(text: String, isHeld: Bool) throws {
    let link = "https://acme.example/lab"
    let published = try post(text, link: link).published(variant: 0)
    #expect(published == (isHeld ? text : "\(text) \(link)"))
  }

  @Test("suits those who have its language, where it has one")
  func languages() throws {
    let labels = LabelComparison(.current)
    let lab = try post("Our lab")
    #expect(lab.texts(for: "es-MX", by: labels) == [0, 1, 2])
    #expect(lab.texts(for: "est", by: labels) == [0, 2])
    #expect(lab.texts(for: "", by: labels) == [0, 2])
    #expect(lab.texts(for: "", by: LabelComparison(.first)) == [0, 1, 2])
  }
}
