import AdvocacyCore

/// Metrics in Prometheus' text format, version 0.0.4, as the textfile collector reads it.
struct PrometheusText {
  /// The text so far.
  private(set) var text = ""
  /// The labels that every sample carries, in this order.
  let commonLabels: [Label]

  /// A name and what it says of a sample.
  typealias Label = (name: String, value: String)

  /// One value under the labels that tell it from others of its metric.
  typealias Sample = (labels: [Label], value: String)

  init(commonLabels: [Label]) { self.commonLabels = commonLabels }

  /// Adds a gauge with one sample.
  mutating func add(_ name: String, _ help: String, _ value: String) {
    add(name, help, [(labels: [], value: value)])
  }

  /// Adds a gauge; all its samples stand together, as the format asks for.
  mutating func add(_ name: String, _ help: String, _ samples: [Sample]) {
    text += "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) gauge\n"
    for sample in samples {
      let labels = (commonLabels + sample.labels).map { label in
        "\(label.name)=\"\(Self.escaped(label.value, quote: true))\""
      }
      text += "\(name){\(labels.joined(separator: ","))} \(sample.value)\n"
    }
  }

  /// Milliseconds as seconds, the base unit of time.
  static func seconds(_ milliseconds: Int64) -> String {
    let (whole, rest) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
    let sign = milliseconds < 0 ? "-" : ""
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(Int(rest).padded(3))"
  }

  /// Escapes what would end a line or a label's value.
  private static func escaped(_ text: String, quote: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quote: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
