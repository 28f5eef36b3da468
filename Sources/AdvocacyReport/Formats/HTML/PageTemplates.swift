import AdvocacyModel
import Mustache

/// The templates of a page, built into the program.
enum PageTemplates {
  /// The page as HTML that an XML parser reads too.
  ///
  /// - Throws: `Failure` with the cause `internal` where a template is broken.
  static func render(_ page: Page) throws(Failure) -> String {
    do {
      if let text = try library.get().render(page, withTemplate: "page") { return text }
      throw Failure(.internal, "the template of the page is missing", hint: hint)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.internal, "the page can't be written: \(error)", hint: hint)
    }
  }

  private static let hint = "please report this with the version of advocacy"

  private static let library = Result {
    MustacheContentTypes.register(PageText(), named: PageText.name)
    var library = MustacheLibrary()
    for (name, text) in [
      "page": page, "section": section, "chart": chart, "table": table, "made": made,
      "curves": curves, "heat": heat,
    ] {
      try library.register("{{% CONTENT_TYPE:\(PageText.name)}}\n\(text)", named: name)
    }
    return library
  }

  private static let page = #"""
    <!DOCTYPE html>
    <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
    <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{{styleHash}}'; base-uri 'none'; form-action 'none'" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <title>{{title}}</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <main>
    <header>
    <p class="kind">{{title}}</p>
    <h1>{{headline}}</h1>
    <p class="scope">{{scope}}</p>
    </header>
    {{#glance}}
    <dl class="tiles">
    {{#tiles}}
    <div><dt>{{name}}</dt><dd><strong>{{figure}}</strong> <span>{{detail}}</span></dd></div>
    {{/tiles}}
    </dl>
    {{/glance}}
    {{#sections}}
    {{> section}}
    {{/sections}}
    {{> made}}
    </main>
    </body>
    </html>

    """#

  private static let section = #"""
    <section aria-labelledby="{{id}}">
    <h2 id="{{id}}">{{heading}}</h2>
    <p>{{text}}</p>
    <div class="{{layout}}">
    {{> chart}}
    {{> curves}}
    {{> heat}}
    {{> table}}
    </div>
    {{#notes}}
    <p class="note">{{.}}</p>
    {{/notes}}
    </section>

    """#

  private static let table = #"""
    {{#table}}
    <table role="table">
    <caption>{{caption}}</caption>
    <thead role="rowgroup"><tr role="row">{{#columns}}<th role="columnheader" scope="col"{{#isNumber}} class="number"{{/isNumber}}>{{header}}</th>{{/columns}}</tr></thead>
    <tbody role="rowgroup">
    {{#lines}}
    <tr role="row"{{#isTotal}} class="total"{{/isTotal}}>{{#cells}}{{#isName}}<th role="rowheader" scope="row" dir="auto">{{content}}</th>{{/isName}}{{^isName}}<td role="cell" data-label="{{header}}"{{#isNumber}} class="number"{{/isNumber}}>{{content}}{{#range}} <span class="range">{{range}}</span>{{/range}}</td>{{/isName}}{{/cells}}</tr>
    {{/lines}}
    </tbody>
    </table>
    {{/table}}

    """#

  private static let made = #"""
    <footer>
    <h2>How it was made</h2>
    <dl class="made">
    {{#made}}
    <div><dt>{{name}}</dt><dd dir="auto">{{detail}}</dd></div>
    {{/made}}
    </dl>
    {{#inputs}}
    <details>
    <summary>{{summary}}</summary>
    {{> table}}
    </details>
    {{/inputs}}
    </footer>

    """#
}

extension PageTemplates {
  static let chart = #"""
    {{#chart}}
    <figure>
    <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{{id}}-title {{id}}-text" width="100%" height="{{height}}">
    <title id="{{id}}-title">{{heading}}</title>
    <desc id="{{id}}-text">{{description}}</desc>
    {{#ticks}}
    <line class="grid" x1="{{at}}" y1="0" x2="{{at}}" y2="{{bottom}}" /><text class="tick {{anchor}}" x="{{at}}" y="{{baseline}}">{{label}}</text>
    {{/ticks}}
    {{#rows}}
    {{#names}}<text class="name{{#only}} {{only}}{{/only}}" x="0" y="{{textY}}">{{name}}</text>{{/names}}<text class="value" x="100%" y="{{textY}}">{{value}}</text>
    {{#bars}}
    <rect class="{{kind}}" x="{{at}}" y="{{barY}}" width="{{width}}" height="12" />
    {{/bars}}
    {{#whisker}}
    <line class="whisker" x1="{{low}}" y1="{{middleY}}" x2="{{high}}" y2="{{middleY}}" /><line class="whisker" x1="{{low}}" y1="{{topY}}" x2="{{low}}" y2="{{endY}}" /><line class="whisker" x1="{{high}}" y1="{{topY}}" x2="{{high}}" y2="{{endY}}" />
    {{/whisker}}
    {{#dots}}
    <circle class="{{kind}}" cx="{{at}}" cy="{{middleY}}" r="6" />
    {{/dots}}
    {{/rows}}
    </svg>
    <figcaption>{{#legend}}<span class="key {{kind}}">{{name}}</span> {{/legend}}</figcaption>
    </figure>
    {{/chart}}

    """#

  static let curves = #"""
    {{#curves}}
    <figure>
    <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{{id}}-title {{id}}-text" width="100%" height="{{height}}">
    <title id="{{id}}-title">{{heading}}</title>
    <desc id="{{id}}-text">{{description}}</desc>
    {{#ticks}}
    <line class="grid" x1="0" y1="{{at}}" x2="100%" y2="{{at}}" /><text class="tick first" x="0" y="{{baseline}}">{{label}}</text>
    {{/ticks}}
    {{#marks}}
    <text class="tick {{anchor}}" x="{{at}}" y="{{baseline}}">{{label}}</text>
    {{/marks}}
    <svg x="0" y="{{top}}" width="100%" height="{{depth}}" viewBox="0 0 1000 1000" preserveAspectRatio="none">
    {{#lines}}
    <polyline class="{{kind}}" points="{{points}}" />
    {{/lines}}
    </svg>
    </svg>
    <figcaption>{{#legend}}<span class="key {{kind}}">{{name}}</span> {{/legend}}</figcaption>
    </figure>
    {{/curves}}

    """#

  static let heat = #"""
    {{#heat}}
    <figure>
    <svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{{id}}-title {{id}}-text" width="100%" height="{{height}}">
    <title id="{{id}}-title">{{heading}}</title>
    <desc id="{{id}}-text">{{description}}</desc>
    {{#rows}}
    <text class="name" x="0" y="{{textY}}">{{name}}</text><text class="tick" x="{{headX}}" y="14">{{number}}</text>
    {{#cells}}
    <rect class="shade{{shade}}" x="{{x}}" y="{{y}}" width="{{width}}" height="22" />
    {{/cells}}
    {{/rows}}
    </svg>
    <figcaption>{{#legend}}<span class="key shade{{shade}}">{{label}}</span> {{/legend}}</figcaption>
    </figure>
    {{/heat}}

    """#
}

/// Text inside elements and attributes of a page, which is XML as well as HTML.
///
/// Escapes scalar by scalar: the template library's own escaping goes by what people see as one
/// character, and so lets a quotation mark pass that a combining mark follows.
struct PageText: MustacheContentType {
  /// The name under which templates ask for it.
  static let name = "PAGE"

  /// Makes a text inert: no markup, and control characters shown as escapes.
  ///
  /// - Complexity: O(length).
  func escapeText(_ text: String) -> String {
    let safe = SafeText.escape(text)
    guard safe.unicodeScalars.contains(where: { Self.replacement($0) != nil }) else { return safe }
    var result = String.UnicodeScalarView()
    for scalar in safe.unicodeScalars {
      if let replacement = Self.replacement(scalar) {
        result.append(contentsOf: replacement.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// A text cut to so many columns, however many marks its letters carry.
  static func cut(_ text: String, to columns: Int) -> String {
    let bounded = text.unicodeScalars.prefix(columns * 3)
    let isWhole = bounded.count == text.unicodeScalars.count
    return DisplayWidth.cut(
      isWhole ? text : String(String.UnicodeScalarView(bounded)) + "…", to: columns)
  }

  /// What stands for a scalar.
  private static func replacement(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    default: nil
    }
  }
}
