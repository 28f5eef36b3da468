import AdvocacyModel
import Mustache

/// What a page shows; its templates read stored properties by their names.
///
/// Optional properties have names that no value around theirs has, where templates would look on.
/// Properties whose names end in `Markup` hold HTML that is inert already, as `Words` and `Drawing`
/// write it; the templates escape all others.
struct Page {
  /// The language of the page, as in BCP 47.
  var language: String
  var title: String
  var company: String
  var subtitle: String
  var badge: String
  var facts: String
  var appendixHeading: String
  var footer: String
  /// The result at a glance; nil where there is none.
  var hero: Hero?
  /// What is said in its place.
  var message: Message?
  /// The sheets of paper: on the first the result, on the others what explains it.
  var first: [Band]
  var second: Sheet?
  var appendix: [Detail]
  /// The style sheet.
  let style: String
  /// The hash of the style sheet, which the page's policy allows.
  let styleHash: String

  /// The result: one figure, one sentence, one chart.
  struct Hero {
    var heading: String
    var about: String
    var figure: String
    var unit: String
    var likely: String
    var sentenceMarkup: String
    var chartMarkup: String
    var noteMarkup: String
  }

  /// A sentence with the weight of a result.
  struct Message {
    var heading: String
    var textMarkup: String
    /// What the page reached alone, where there is one.
    var chartMarkup: String?
    var noteMarkup: String?
  }

  /// A sheet of paper.
  struct Sheet {
    var bands: [Band]
  }

  /// Blocks side by side, under each other on a phone.
  struct Band {
    /// The classes by which they stand.
    var layout: String
    var blocks: [Block]

    init(_ layout: String, _ blocks: [Block?]) {
      self.layout = layout
      self.blocks = blocks.compactMap { $0 }
    }
  }

  /// A heading with what belongs under it.
  struct Block {
    var heading: String?
    /// A heading within the appendix.
    var subheading: String? = nil
    var unit: String? = nil
    var chartMarkup: String? = nil
    var table: PageTable? = nil
    var advice: List<Advice>? = nil
    var steps: List<Point>? = nil
    /// The sentence under the chart.
    var caption: Point? = nil
    var legend: List<Key>? = nil
    var points: List<Point>? = nil
    var facts: List<Fact>? = nil
    var notes: List<Point>? = nil

    init(_ heading: String? = nil) { self.heading = heading }
  }

  /// Elements that stand in one list.
  struct List<Item> {
    var items: [Item]

    /// None where there are no elements.
    init?(_ items: [Item]) {
      guard !items.isEmpty else { return nil }
      self.items = items
    }
  }

  /// One sentence of a list.
  struct Point {
    var textMarkup: String
  }

  /// What a mark means.
  struct Key {
    var markMarkup: String
    var text: String
  }

  /// Something to do.
  struct Advice {
    var number: String
    var title: String
    var worth: String
    var range: String
    var chartMarkup: String
    var textMarkup: String
  }

  /// A name with what it says.
  struct Fact {
    var name: String
    var text: String
    /// The class of the text, if it is to be read letter by letter.
    var factStyle: String? = nil
  }

  /// A part of the appendix, folded away on a screen.
  struct Detail {
    var title: String
    var brief: String
    var blocks: [Block]
  }
}

/// A table of a page, whose cells may hold bars.
struct PageTable {
  /// How it looks and folds on a phone.
  var tableStyle: String
  var caption: String
  var columns: [Column]
  var rows: [Row] = []

  init(_ style: String, caption: String, columns: [Column]) {
    tableStyle = style
    self.caption = caption
    self.columns = columns
  }

  /// One column.
  struct Column {
    var header: String
    /// The class of its width, such as `w28`.
    var width: String? = nil
    /// The class of its cells.
    var columnStyle: String? = nil
    /// The labels of the scale where its cells hold bars.
    var axisMarkup: String? = nil
    /// What stands before its cells on a phone.
    var label: String? = nil

    init(_ header: String, width: String? = nil, _ style: String? = nil, label: String? = nil) {
      self.header = header
      self.width = width
      columnStyle = style
      self.label = label
    }

    /// A column of bars.
    static func bars(width: String, axis: String) -> Column {
      var column = Column("", width: width, "x")
      column.axisMarkup = axis
      return column
    }
  }

  /// One row.
  struct Row {
    var rowStyle: String?
    var cells: [Cell]
  }

  /// One cell.
  struct Cell {
    var isName: Bool
    var cellStyle: String?
    var label: String?
    var contentMarkup: String
  }

  /// Adds a row, whose first cell names it and whose cells are inert HTML.
  mutating func add(_ cells: [String], style: String? = nil) {
    rows.append(
      Row(
        rowStyle: style,
        cells: zip(columns, cells).enumerated().map { index, pair in
          Cell(
            isName: index == 0, cellStyle: pair.0.columnStyle, label: pair.0.label,
            contentMarkup: pair.1)
        }))
  }
}

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
      "page": page, "band": band, "block": block, "table": table, "appendix": appendix,
    ] {
      try library.register("{{% CONTENT_TYPE:\(PageText.name)}}\n\(text)", named: name)
    }
    return library
  }

  private static let page = #"""
    <!DOCTYPE html>
    <html lang="{{language}}" xmlns="http://www.w3.org/1999/xhtml">
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
    <div class="sheet">
    <header class="top">
    <h1 dir="auto">{{company}} <span>{{subtitle}}</span></h1>
    <div class="stamp"><p class="badge"><svg xmlns="http://www.w3.org/2000/svg" width="34" height="14" aria-hidden="true"><rect class="a1" width="14" y="2" height="10"/><rect class="a2" x="14" width="8" y="2" height="10"/><rect class="a3" x="22" width="12" y="2" height="10"/><line class="tick" x1="22" x2="22" y1="0" y2="14"/></svg>{{badge}}</p>
    <p class="facts">{{facts}}</p></div>
    </header>
    {{#hero}}
    <section class="hero">
    <h2 class="vh">{{heading}}</h2>
    <div class="claim">
    <p class="big"><small>{{about}}</small><b>{{figure}}</b><small>{{unit}}<br /><span class="nb">{{likely}}</span></small></p>
    <p class="sentence">{{{sentenceMarkup}}}</p>
    </div>
    <figure>
    {{{chartMarkup}}}
    <figcaption class="note">{{{noteMarkup}}}</figcaption>
    </figure>
    </section>
    {{/hero}}
    {{#message}}
    <section class="hero quiet"><h2 class="vh">{{heading}}</h2><p class="sentence">{{{textMarkup}}}</p>
    {{#chartMarkup}}<figure>{{{chartMarkup}}}{{#noteMarkup}}<figcaption class="note">{{{noteMarkup}}}</figcaption>{{/noteMarkup}}</figure>{{/chartMarkup}}
    </section>
    {{/message}}
    {{#first}}
    {{> band}}
    {{/first}}
    </div>
    {{#second}}
    <div class="sheet">
    {{#bands}}
    {{> band}}
    {{/bands}}
    </div>
    {{/second}}
    {{> appendix}}
    <footer>{{footer}}</footer>
    </main>
    </body>
    </html>

    """#

  private static let band = #"""
    <section class="{{layout}}">
    {{#blocks}}
    {{> block}}
    {{/blocks}}
    </section>

    """#

  private static let appendix = #"""
    <section class="appendix"><div class="head"><h2>{{appendixHeading}}</h2></div>
    {{#appendix}}
    <details><summary><h3>{{title}}</h3> <span>{{brief}}</span></summary><div class="in">
    {{#blocks}}
    {{> block}}
    {{/blocks}}
    </div></details>
    {{/appendix}}
    </section>

    """#

  private static let block = #"""
    <div class="block">
    {{#heading}}<div class="head"><h2>{{heading}}</h2>{{/heading}}{{#subheading}}<h4>{{subheading}}</h4>{{/subheading}}{{#unit}}<p class="unit">{{unit}}</p>{{/unit}}{{#heading}}</div>{{/heading}}
    {{#chartMarkup}}<figure>{{{chartMarkup}}}</figure>{{/chartMarkup}}
    {{#table}}
    {{> table}}
    {{/table}}
    {{#advice}}<ol class="next">{{#items}}<li><h3><span class="no">{{number}}</span>{{title}}</h3><p class="worth">{{worth}}</p><p>{{range}}</p>{{{chartMarkup}}}<p>{{{textMarkup}}}</p></li>{{/items}}</ol>{{/advice}}
    {{#steps}}<ol class="steps">{{#items}}<li>{{{textMarkup}}}</li>{{/items}}</ol>{{/steps}}
    {{#caption}}<p class="say">{{{textMarkup}}}</p>{{/caption}}
    {{#legend}}<ul class="legend">{{#items}}<li>{{{markMarkup}}}{{text}}</li>{{/items}}</ul>{{/legend}}
    {{#points}}<ul class="rules">{{#items}}<li>{{{textMarkup}}}</li>{{/items}}</ul>{{/points}}
    {{#facts}}<dl class="made">{{#items}}<dt>{{name}}</dt><dd dir="auto"{{#factStyle}} class="{{factStyle}}"{{/factStyle}}>{{text}}</dd>{{/items}}</dl>{{/facts}}
    {{#notes}}{{#items}}<p class="note">{{{textMarkup}}}</p>{{/items}}{{/notes}}
    </div>

    """#

  private static let table = #"""
    <table class="{{tableStyle}}" role="table"><caption class="vh">{{caption}}</caption><colgroup>{{#columns}}<col{{#width}} class="{{width}}"{{/width}} />{{/columns}}</colgroup>
    <thead role="rowgroup"><tr role="row">{{#columns}}{{#axisMarkup}}<td class="x" role="cell">{{{axisMarkup}}}</td>{{/axisMarkup}}{{^axisMarkup}}<th scope="col" role="columnheader"{{#columnStyle}} class="{{columnStyle}}"{{/columnStyle}}>{{header}}</th>{{/axisMarkup}}{{/columns}}</tr></thead>
    <tbody role="rowgroup">
    {{#rows}}
    <tr role="row"{{#rowStyle}} class="{{rowStyle}}"{{/rowStyle}}>{{#cells}}{{#isName}}<th scope="row" role="rowheader" dir="auto">{{{contentMarkup}}}</th>{{/isName}}{{^isName}}<td role="cell"{{#cellStyle}} class="{{cellStyle}}"{{/cellStyle}}{{#label}} data-l="{{label}}"{{/label}}>{{{contentMarkup}}}</td>{{/isName}}{{/cells}}</tr>
    {{/rows}}
    </tbody></table>

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
