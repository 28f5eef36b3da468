import AdvocacyCore
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
