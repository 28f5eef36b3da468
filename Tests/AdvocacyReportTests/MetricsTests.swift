import AdvocacyModel
import AdvocacyTestSupport
import Testing

@testable import AdvocacyReport

@Suite("Metrics of a run")
struct MetricsTests {
  private func metrics(
    workspace: String = "acme", lastSuccess: Instant? = Samples.noon,
    run: RunMetrics.Run?, exitCode: Int32 = 0
  ) -> RunMetrics {
    RunMetrics(
      workspace: workspace, version: "0.1.0",
      ended: Samples.noon + Instant.Span(milliseconds: 250), duration: .init(milliseconds: 1040),
      exitCode: exitCode, lastSuccess: lastSuccess, run: run,
      ledger: .init(watermark: Samples.noon, chainSequence: 17, waitingPosts: 2, bytes: 118_784))
  }

  private func run() throws -> RunMetrics.Run {
    let posts = try ["lab", "motor"].map {
      AmplifySummary.Post(
        id: try Samples.post($0), allowed: 20, denied: 3, deferred: 1, needsApproval: 4,
        amplifications: 38)
    }
    let fact = AdvocacyModel.SetAside(
      post: "bad", place: Place(file: "queue.json", line: 12), reason: "no", contentHash: [])
    let summary = AmplifySummary(
      run: 3, watermark: Samples.noon, posts: posts, setAside: [.init(fact)],
      skipped: [.init(post: try Samples.post("old"), reason: "expired")])
    return RunMetrics.Run(summary: summary, setAsidePosts: 5)
  }

  @Test("A run that ended well is told letter for letter as on record")
  func well() throws {
    let text = metrics(run: try run(), exitCode: 1).text
    #expect(try text == GoldenFile.text("Golden/metrics.prom", seen: text))
  }

  @Test("A failed run tells its exit code and the last success, and no counts of its own")
  func failed() {
    let text = metrics(run: nil, exitCode: 74).text
    #expect(text.contains("advocacy_amplify_last_run_success{workspace=\"acme\"} 0\n"))
    #expect(text.contains("advocacy_amplify_last_run_exit_code{workspace=\"acme\"} 74\n"))
    #expect(text.contains("advocacy_ledger_chain_sequence{workspace=\"acme\"} 17\n"))
    #expect(!text.contains("advocacy_amplify_last_run_posts"))
    #expect(!text.contains("advocacy_amplify_last_run_amplifications"))
    #expect(RunMetrics.lastSuccess(in: text) == Samples.noon)
  }

  @Test("A success is never missing: 0 where none is known")
  func never() {
    let text = metrics(lastSuccess: nil, run: nil, exitCode: 65).text
    #expect(
      text.contains("advocacy_amplify_last_success_timestamp_seconds{workspace=\"acme\"} 0\n"))
    #expect(RunMetrics.lastSuccess(in: text) == nil)
  }

  @Test(
    "What is no text of metrics tells of no success",
    arguments: [
      "", "\n", "advocacy_amplify_last_success_timestamp_seconds{} x",
      "advocacy_amplify_last_success_timestamp_seconds{} 1e300",
      "advocacy_amplify_last_success_timestamp_seconds{} nan",
    ])
  func foreign(text: String) {
    #expect(RunMetrics.lastSuccess(in: text) == nil)
  }

  @Test("Quotes, backslashes and line breaks of a name are escaped")
  func escaping() {
    let text = metrics(workspace: "a\"b\\c\nd", run: nil).text
    #expect(text.contains(#"advocacy_ledger_chain_sequence{workspace="a\"b\\c\nd"} 17"#))
    #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("#") || $0.contains("} ") })
  }

  @Test("Each metric has its help and type before its samples, and ends with its unit")
  func form() throws {
    let text = metrics(run: try run()).text
    #expect(text.hasSuffix("\n"))
    var known: [Substring] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if line.hasPrefix("# HELP ") {
        #expect(!known.contains(words[2]), "\(words[2]) is told twice")
        known.append(words[2])
      } else if line.hasPrefix("# TYPE ") {
        #expect(words[2] == known.last && words[3] == "gauge")
      } else {
        #expect(line.prefix { $0 != "{" } == known.last)
        #expect(Double(words[words.count - 1]) != nil, "\(line)")
      }
    }
    let timed = known.filter { $0.contains("timestamp") || $0.contains("duration") }
    #expect(timed.allSatisfy { $0.hasSuffix("_seconds") })
  }

  @Test(
    "Milliseconds are told in seconds",
    arguments: [
      (0, "0"), (1, "0.001"), (1040, "1.040"), (-250, "-0.250"), (1_795_694_400_000, "1795694400"),
    ])
  func seconds(milliseconds: Int64, expected: String) {
    #expect(PrometheusText.seconds(milliseconds) == expected)
  }
}
