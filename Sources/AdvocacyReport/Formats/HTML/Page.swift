/// What a page shows; its templates read stored properties by their names.
struct Page {
  /// What kind of document it is.
  var title: String
  /// The one sentence to remember.
  var headline: String
  /// Which posts and actions count.
  var scope: String
  /// The figures at a glance, if there are any.
  var glance: Glance?
  /// The charts, each with its table.
  var sections: [Section]
  /// How the figures were made.
  var made: [Entry]
  /// Every input with its range, if there are any.
  var inputs: Inputs?
  /// The style sheet.
  let style = PageStyle.sheet
  /// The hash of the style sheet, which the page's policy allows.
  let styleHash = PageStyle.hash

  /// The figures at a glance.
  struct Glance {
    /// One entry a figure.
    var tiles: [Entry]
  }

  /// A name with what there is to say about it.
  struct Entry {
    var name: String
    /// The figure, if it has one.
    var figure = ""
    /// The rest.
    var detail: String
  }

  /// A chart with its table.
  struct Section {
    var heading: String
    /// What there is to see.
    var text: String
    /// Whether the table is narrow enough to stand beside the chart.
    var layout: Layout
    /// The name of the section within the page.
    var id: String
    /// The chart of bars or dots, if that is its kind.
    var chart: Chart?
    /// The chart of curves, if that is its kind.
    var curves: CurveChart?
    /// The chart of shades, if that is its kind.
    var heat: HeatMap?
    /// The table, if it has one.
    var table: PageTable?
    /// What to know beside them.
    var notes: [String]

    init(
      heading: String, text: String, layout: Layout, chart: Chart? = nil,
      curves: CurveChart? = nil, heat: HeatMap? = nil, table: PageTable?, notes: [String] = []
    ) {
      self.heading = heading
      self.text = text
      self.layout = layout
      id = chart?.id ?? curves?.id ?? heat?.id ?? ""
      self.chart = chart
      self.curves = curves
      self.heat = heat
      self.table = table
      self.notes = notes
    }
  }

  /// How a chart and its table stand.
  enum Layout: String {
    /// Side by side where there is room.
    case beside
    /// The chart above the table.
    case stacked
  }

  /// The table of the inputs, folded away.
  struct Inputs {
    /// What is in it.
    var summary: String
    var table: PageTable
  }
}

/// A table of a page.
struct PageTable {
  /// What stands above it.
  var caption: String
  var columns: [Column]
  /// The rows.
  var lines: [Line]

  /// One column.
  struct Column {
    var header: String
    var isNumber: Bool
  }

  /// One row.
  struct Line {
    var isTotal: Bool
    var cells: [Cell]
  }

  /// One cell, with the header of its column for narrow screens.
  struct Cell {
    var header: String
    var content: String
    /// The interval behind a figure, kept in one piece.
    var range: String?
    var isNumber: Bool
    var isName: Bool

    init(_ cell: TextTable.Cell, of column: Column, isName: Bool) {
      header = column.header
      switch cell.content {
      case .text(let text): content = text
      case .figure(let figure):
        content = figure.mean
        range = figure.range.map { "(\($0))" }
      }
      isNumber = column.isNumber
      self.isName = isName
    }
  }

  /// Makes the table of one whose first column names the rows.
  ///
  /// - Complexity: O(rows × columns).
  init(_ table: TextTable, caption: String) {
    let columns = table.columns.map { Column(header: $0.header, isNumber: $0.alignment == .right) }
    self.caption = caption
    self.columns = columns
    lines = table.rows.map { row in
      let cells = zip(columns, row.cells).enumerated().map { index, pair in
        Cell(pair.1, of: pair.0, isName: index == 0)
      }
      return Line(isTotal: row.isTotal, cells: cells)
    }
  }
}
