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
