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
