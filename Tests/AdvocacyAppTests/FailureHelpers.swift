import AdvocacyModel
import Testing

/// Expects a failure of a cause whose whole text holds some words.
func expectFailure(
  _ cause: Failure.Cause, _ words: String, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) {
  do {
    try body()
    Issue.record("no failure", sourceLocation: sourceLocation)
  } catch let failure as Failure {
    #expect(failure.cause == cause, "\(failure)", sourceLocation: sourceLocation)
    #expect(failure.description.contains(words), sourceLocation: sourceLocation)
  } catch {
    Issue.record(error, sourceLocation: sourceLocation)
  }
}
