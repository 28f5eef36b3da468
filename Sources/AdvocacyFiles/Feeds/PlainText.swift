import AdvocacyModel
import StrictJSON

/// Makes plain text of the titles and texts of feeds.
enum PlainText {
  /// How a text is written.
  enum Markup {
    /// As text, says the feed; many write HTML all the same.
    case plain
    /// As HTML.
    case html
  }

  /// The text without markup, its references resolved, its white space folded.
  ///
  /// Only elements that HTML has are markup: `Vec<T>` stays. In a text that is plain by its feed's
  /// word they are markup where one of them is closed, so that `the <video> element` stays as well.
  /// A no-break space stays one.
  ///
  /// - Complexity: O(characters).
  static func of(_ text: String, _ markup: Markup) -> String {
    let hasMarks = text.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
    guard hasMarks else { return folded(text) }
    var text = text
    if markup == .html || hasClosedElement(text) { text = stripped(text) }
    text = CharacterReference.decoded(text)
    // Escaped twice, as many do with titles.
    if markup == .plain, hasClosedElement(text) { text = stripped(text) }
    return folded(CharacterReference.decoded(text))
  }

  /// The text with its white space, as HTML knows it, folded.
  static func folded(_ text: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte <= ASCII.space {
        if output.last != ASCII.space, !output.isEmpty { output.append(ASCII.space) }
      } else {
        output.append(byte)
      }
    }
    return String(String(decoding: output, as: UTF8.self).trimmed(where: \.isWhitespace))
  }

  /// Whether some element of HTML is closed in a text, or can have no end.
  private static func hasClosedElement(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var position = 0
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      if let tag = Tag(bytes, at: start), tag.isEnd || Self.empty.contains(tag.name) { return true }
      position = start + 1
    }
    return false
  }

  /// The text without tags, comments, scripts and styles.
  private static func stripped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var position = 0
    var hidden: String?
    var lastEnds: [String: Int] = [:]
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else {
        if hidden == nil { output.append(bytes[position]) }
        position += 1
        continue
      }
      if bytes[position...].starts(with: "<!--".utf8) {
        position = commentEnd(bytes, from: position)
      } else if let tag = Tag(bytes, at: position) {
        if let name = hidden {
          if tag.isEnd, tag.name == name { hidden = nil }
        } else if !tag.isEnd, Self.hidden.contains(tag.name) {
          // One that is never closed hides nothing.
          let last = lastEnds[tag.name] ?? lastEnd(of: tag.name, in: bytes)
          lastEnds[tag.name] = last
          if last > position { hidden = tag.name }
        } else if !Self.inline.contains(tag.name) {
          output.append(ASCII.space)
        }
        position = tag.end
      } else {
        if hidden == nil { output.append(bytes[position]) }
        position += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Where an element is closed last; -1: nowhere.
  private static func lastEnd(of name: String, in bytes: [UInt8]) -> Int {
    let starts = bytes.indices.reversed().lazy.filter { bytes[$0] == UInt8(ascii: "<") }
    return starts.first { Tag(bytes, at: $0).map { $0.isEnd && $0.name == name } ?? false } ?? -1
  }

  private static func commentEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var position = start + 4
    while position + 2 < bytes.count {
      if bytes[position...].starts(with: "-->".utf8) { return position + 3 }
      position += 1
    }
    return bytes.count
  }

  /// A tag of an element that HTML has.
  private struct Tag {
    var name: String
    var isEnd: Bool
    var end: Int

    init?(_ bytes: [UInt8], at start: Int) {
      var position = start + 1
      let isEnd = position < bytes.count && bytes[position] == UInt8(ascii: "/")
      if isEnd { position += 1 }
      let first = position
      while position < bytes.count, position - first < 12, ASCII.isWordByte(bytes[position]) {
        position += 1
      }
      guard position > first, position < bytes.count,
        bytes[position] <= ASCII.space || bytes[position] == UInt8(ascii: ">")
          || bytes[position] == UInt8(ascii: "/")
      else { return nil }
      let name = String(decoding: bytes[first..<position], as: UTF8.self).lowercased()
      guard PlainText.known.contains(name) else { return nil }
      let head = position
      var quote: UInt8?
      while position < bytes.count, quote != nil || bytes[position] != UInt8(ascii: ">") {
        let byte = bytes[position]
        if byte == quote {
          quote = nil
        } else if quote == nil, byte == ASCII.quote || byte == UInt8(ascii: "'"),
          bytes[position - 1] == UInt8(ascii: "=")
        {
          quote = byte
        } else if quote == nil, byte == UInt8(ascii: "<") {
          break
        }
        position += 1
      }
      // A quote that is never closed is none.
      if quote != nil {
        position = head
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
      }
      self.name = name
      self.isEnd = isEnd
      end = position < bytes.count && bytes[position] == UInt8(ascii: ">") ? position + 1 : position
    }
  }

  /// Elements whose text is not for readers.
  private static let hidden: Set<String> = ["script", "style", "template", "noscript", "iframe"]
  /// Elements that have no end.
  private static let empty: Set<String> = ["br", "img", "hr", "wbr"]
  /// Elements that don't part words.
  private static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
  ]
  private static let known: Set<String> = inline.union(hidden).union([
    "address", "article", "aside", "audio", "blockquote", "body", "br", "button", "caption",
    "center", "col", "colgroup", "dd", "details", "dir", "div", "dl", "dt", "embed", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr", "html", "input", "legend", "li", "link", "main", "meta", "nav", "object", "ol", "option",
    "p", "param", "picture", "pre", "section", "select", "source", "summary", "svg", "table",
    "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "track", "ul", "video",
  ])
}

/// References of XML and HTML to characters: `&eacute;`, `&#233;`, `&#xE9;`.
enum CharacterReference {
  /// What a reference stands for.
  enum Kind: Equatable {
    /// Some text.
    case text(String)
    /// A number that no text may hold.
    case noCharacter
    /// A name that HTML doesn't have.
    case unknown(String)
  }

  /// Reads the reference that begins with the `&` at a place; nil where none does.
  static func read(
    _ bytes: [UInt8], at start: Int, upTo end: Int
  ) -> (kind: Kind, end: Int)? {
    var position = start + 1
    let limit = min(end, start + 34)
    while position < limit, bytes[position] != ASCII.semicolon {
      guard
        ASCII.isWordByte(bytes[position]) || bytes[position] == ASCII.hash
          || bytes[position] == ASCII.minus || bytes[position] == ASCII.point
      else { return nil }
      position += 1
    }
    guard position < limit, position > start + 1 else { return nil }
    let name = bytes[(start + 1)..<position]
    guard let first = name.first, first == ASCII.hash else {
      guard let first = name.first, !ASCII.isDigit(first), !name.contains(ASCII.hash) else {
        return nil
      }
      let text = String(decoding: name, as: UTF8.self)
      let known = HTMLEntities.text(of: text)
      return (known.map(Kind.text) ?? .unknown(text), position + 1)
    }
    guard let number = number(name) else {
      let digits = name.dropFirst(2)
      let isNumber = !digits.isEmpty && digits.allSatisfy { ASCII.hexadecimalValue($0) != nil }
      return isNumber ? (.noCharacter, position + 1) : nil
    }
    // The two halves of a character, as UTF-16 has them.
    if (0xD800..<0xDC00).contains(number), position + 1 < end,
      bytes[position + 1] == UInt8(ascii: "&"),
      let close = bytes[(position + 1)..<min(end, position + 12)].firstIndex(of: ASCII.semicolon),
      let low = self.number(bytes[(position + 2)..<close]), (0xDC00..<0xE000).contains(low),
      let whole = Unicode.Scalar(0x10000 + (number - 0xD800) * 0x400 + (low - 0xDC00))
    {
      return (.text(String(whole)), close + 1)
    }
    return (scalar(number).map { .text(String($0)) } ?? .noCharacter, position + 1)
  }

  /// The number that `#233` or `#xE9` names.
  private static func number(_ name: ArraySlice<UInt8>) -> UInt32? {
    guard name.first == ASCII.hash, let second = name.dropFirst().first else { return nil }
    let isHexadecimal = second | 0x20 == UInt8(ascii: "x")
    let digits = name.dropFirst(isHexadecimal ? 2 : 1)
    guard digits.first.map({ ASCII.hexadecimalValue($0) != nil }) == true else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
  }

  /// The text with the characters in place of all known references.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var position = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "&"),
        let found = read(bytes, at: position, upTo: bytes.count),
        case .text(let text) = found.kind
      {
        output += text.utf8
        position = found.end
      } else {
        output.append(bytes[position])
        position += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The character of a number; those of Windows-1252 that many take for Latin-1 among them.
  private static func scalar(_ number: UInt32) -> Unicode.Scalar? {
    switch number {
    case 9, 10, 13: Unicode.Scalar(number)
    case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: nil
    case 0x80..<0xA0: WindowsLatin.scalar(of: UInt8(number))
    default: Unicode.Scalar(number)
    }
  }
}

/// The entities of HTML that texts use: those of HTML 4, and of HTML 5 the letters, marks and
/// punctuation (mathematics and box drawing left out).
enum HTMLEntities {
  /// What an entity stands for; nil where HTML has no such entity.
  static func text(of name: String) -> String? {
    all[name].map { String($0) }
  }

  private static let all: [String: Unicode.Scalar] = {
    var result: [String: Unicode.Scalar] = [:]
    for entry in list.split(whereSeparator: \.isWhitespace) {
      let parts = entry.split(separator: "=")
      guard parts.count == 2, let number = UInt32(parts[1], radix: 16) else { continue }
      result[String(parts[0])] = Unicode.Scalar(number)
    }
    return result
  }()

  /// Names and numbers of characters, by the standard of HTML (WHATWG, "Named character references").
  private static let list = """
    AElig=C6 AMP=26 Aacute=C1 Abreve=102 Acirc=C2 Acy=410 Agrave=C0 Alpha=391 Amacr=100 Aogon=104
    ApplyFunction=2061 Aring=C5 Atilde=C3 Auml=C4 Bcy=411 Beta=392 CHcy=427 COPY=A9 Cacute=106
    Ccaron=10C Ccedil=C7 Ccirc=108 Cdot=10A Cedilla=B8 CenterDot=B7 Chi=3A7
    CloseCurlyDoubleQuote=201D CloseCurlyQuote=2019 DJcy=402 DScy=405 DZcy=40F Dagger=2021
    Dcaron=10E Dcy=414 Delta=394 DiacriticalAcute=B4 DiacriticalGrave=60 Dot=A8 DotDot=20DC
    DoubleDot=A8 Dstrok=110 ENG=14A ETH=D0 Eacute=C9 Ecaron=11A Ecirc=CA Ecy=42D Edot=116
    Egrave=C8 Emacr=112 Eogon=118 Epsilon=395 Eta=397 Euml=CB Fcy=424 GJcy=403 GT=3E Gamma=393
    Gammad=3DC Gbreve=11E Gcedil=122 Gcirc=11C Gcy=413 Gdot=120 HARDcy=42A Hat=5E Hcirc=124
    Hstrok=126 IEcy=415 IJlig=132 IOcy=401 Iacute=CD Icirc=CE Icy=418 Idot=130 Igrave=CC Imacr=12A
    InvisibleComma=2063 InvisibleTimes=2062 Iogon=12E Iota=399 Itilde=128 Iukcy=406 Iuml=CF
    Jcirc=134 Jcy=419 Jsercy=408 Jukcy=404 KHcy=425 KJcy=40C Kappa=39A Kcedil=136 Kcy=41A LJcy=409
    LT=3C Lacute=139 Lambda=39B Lcaron=13D Lcedil=13B Lcy=41B Lmidot=13F Lstrok=141 Mcy=41C
    MediumSpace=205F Mu=39C NJcy=40A Nacute=143 Ncaron=147 Ncedil=145 Ncy=41D
    NegativeMediumSpace=200B NegativeThickSpace=200B NegativeThinSpace=200B
    NegativeVeryThinSpace=200B NewLine=A NoBreak=2060 NonBreakingSpace=A0 Ntilde=D1 Nu=39D
    OElig=152 Oacute=D3 Ocirc=D4 Ocy=41E Odblac=150 Ograve=D2 Omacr=14C Omega=3A9 Omicron=39F
    OpenCurlyDoubleQuote=201C OpenCurlyQuote=2018 Oslash=D8 Otilde=D5 Ouml=D6 OverBar=203E Pcy=41F
    Phi=3A6 Pi=3A0 PlusMinus=B1 Prime=2033 Psi=3A8 QUOT=22 REG=AE Racute=154 Rcaron=158 Rcedil=156
    Rcy=420 Rho=3A1 SHCHcy=429 SHcy=428 SOFTcy=42C Sacute=15A Scaron=160 Scedil=15E Scirc=15C
    Scy=421 Sigma=3A3 THORN=DE TSHcy=40B TScy=426 Tab=9 Tau=3A4 Tcaron=164 Tcedil=162 Tcy=422
    Theta=398 ThinSpace=2009 TripleDot=20DB Tstrok=166 Uacute=DA Ubrcy=40E Ubreve=16C Ucirc=DB
    Ucy=423 Udblac=170 Ugrave=D9 Umacr=16A UnderBar=5F Uogon=172 Upsi=3D2 Upsilon=3A5 Uring=16E
    Utilde=168 Uuml=DC Vcy=412 Verbar=2016 Vert=2016 VerticalLine=7C VeryThinSpace=200A Wcirc=174
    Xi=39E YAcy=42F YIcy=407 YUcy=42E Yacute=DD Ycirc=176 Ycy=42B Yuml=178 ZHcy=416 Zacute=179
    Zcaron=17D Zcy=417 Zdot=17B ZeroWidthSpace=200B Zeta=396 aacute=E1 abreve=103 acirc=E2
    acute=B4 acy=430 aelig=E6 af=2061 agrave=E0 alefsym=2135 alpha=3B1 amacr=101 amp=26 and=2227
    ang=2220 angst=C5 aogon=105 apos=27 aring=E5 ast=2A asymp=2248 atilde=E3 auml=E4
    backepsilon=3F6 backprime=2035 bcy=431 bdquo=201E bepsi=3F6 beta=3B2 bprime=2035 brvbar=A6
    bsemi=204F bsol=5C bull=2022 bullet=2022 cacute=107 cap=2229 caret=2041 ccaron=10D ccedil=E7
    ccirc=109 cdot=10B cedil=B8 cent=A2 centerdot=B7 chcy=447 check=2713 chi=3C7 circ=2C6
    circledR=AE clubs=2663 colon=3A comma=2C commat=40 cong=2245 copy=A9 copysr=2117 crarr=21B5
    cross=2717 cup=222A curren=A4 dArr=21D3 dagger=2020 darr=2193 dash=2010 dcaron=10F dcy=434
    ddagger=2021 deg=B0 delta=3B4 diams=2666 die=A8 digamma=3DD div=F7 divide=F7 djcy=452
    dollar=24 dscy=455 dstrok=111 dzcy=45F eacute=E9 ecaron=11B ecirc=EA ecy=44D edot=117
    egrave=E8 emacr=113 empty=2205 emsp13=2004 emsp14=2005 emsp=2003 eng=14B ensp=2002 eogon=119
    epsi=3B5 epsilon=3B5 epsiv=3F5 equals=3D equiv=2261 eta=3B7 eth=F0 euml=EB euro=20AC excl=21
    exist=2203 fcy=444 female=2640 ffilig=FB03 fflig=FB00 ffllig=FB04 filig=FB01 fllig=FB02
    fnof=192 forall=2200 frac12=BD frac13=2153 frac14=BC frac15=2155 frac16=2159 frac18=215B
    frac23=2154 frac25=2156 frac34=BE frac35=2157 frac38=215C frac45=2158 frac56=215A frac58=215D
    frac78=215E frasl=2044 gacute=1F5 gamma=3B3 gammad=3DD gbreve=11F gcirc=11D gcy=433 gdot=121
    ge=2265 gjcy=453 grave=60 gt=3E hArr=21D4 hairsp=200A half=BD hardcy=44A harr=2194 hcirc=125
    hearts=2665 hellip=2026 horbar=2015 hstrok=127 hybull=2043 hyphen=2010 iacute=ED ic=2063
    icirc=EE icy=438 iecy=435 iexcl=A1 igrave=EC ijlig=133 imacr=12B image=2111 imath=131
    imped=1B5 incare=2105 infin=221E inodot=131 int=222B iocy=451 iogon=12F iota=3B9 iquest=BF
    isin=2208 it=2062 itilde=129 iukcy=456 iuml=EF jcirc=135 jcy=439 jmath=237 jsercy=458
    jukcy=454 kappa=3BA kappav=3F0 kcedil=137 kcy=43A kgreen=138 khcy=445 kjcy=45C lArr=21D0
    lacute=13A lambda=3BB lang=27E8 laquo=AB larr=2190 lbrace=7B lbrack=5B lcaron=13E lcedil=13C
    lceil=2308 lcub=7B lcy=43B ldquo=201C ldquor=201E le=2264 lfloor=230A ljcy=459 lmidot=140
    lowast=2217 lowbar=5F loz=25CA lpar=28 lrm=200E lsaquo=2039 lsqb=5B lsquo=2018 lsquor=201A
    lstrok=142 lt=3C macr=AF male=2642 mcy=43C mdash=2014 micro=B5 midast=2A middot=B7 minus=2212
    mldr=2026 mu=3BC nabla=2207 nacute=144 napos=149 nbsp=A0 ncaron=148 ncedil=146 ncy=43D
    ndash=2013 ne=2260 ni=220B njcy=45A nldr=2025 not=AC notin=2209 nsub=2284 ntilde=F1 nu=3BD
    num=23 numero=2116 numsp=2007 oacute=F3 ocirc=F4 ocy=43E odblac=151 oelig=153 ograve=F2
    ohm=3A9 oline=203E omacr=14D omega=3C9 omicron=3BF oplus=2295 or=2228 ordf=AA ordm=BA
    oslash=F8 otilde=F5 otimes=2297 ouml=F6 para=B6 part=2202 pcy=43F percnt=25 period=2E
    permil=2030 perp=22A5 pertenk=2031 phi=3C6 phiv=3D5 phone=260E pi=3C0 piv=3D6 plus=2B
    plusmn=B1 pm=B1 pound=A3 prime=2032 prod=220F prop=221D psi=3C8 puncsp=2008 qprime=2057
    quest=3F quot=22 rArr=21D2 racute=155 radic=221A rang=27E9 raquo=BB rarr=2192 rbrace=7D
    rbrack=5D rcaron=159 rcedil=157 rceil=2309 rcub=7D rcy=440 rdquo=201D rdquor=201D real=211C
    reg=AE rfloor=230B rho=3C1 rhov=3F1 rlm=200F rpar=29 rsaquo=203A rsqb=5D rsquo=2019
    rsquor=2019 sacute=15B sbquo=201A scaron=161 scedil=15F scirc=15D scy=441 sdot=22C5 sect=A7
    semi=3B shchcy=449 shcy=448 shy=AD sigma=3C3 sigmaf=3C2 sigmav=3C2 sim=223C softcy=44C sol=2F
    spades=2660 star=2606 starf=2605 straightepsilon=3F5 straightphi=3D5 strns=AF sub=2282
    sube=2286 sum=2211 sup1=B9 sup2=B2 sup3=B3 sup=2283 supe=2287 szlig=DF tau=3C4 tcaron=165
    tcedil=163 tcy=442 tdot=20DB there4=2234 theta=3B8 thetasym=3D1 thetav=3D1 thinsp=2009
    thorn=FE tilde=2DC times=D7 tprime=2034 trade=2122 tscy=446 tshcy=45B tstrok=167 uArr=21D1
    uacute=FA uarr=2191 ubrcy=45E ubreve=16D ucirc=FB ucy=443 udblac=171 ugrave=F9 umacr=16B
    uml=A8 uogon=173 upsi=3C5 upsih=3D2 upsilon=3C5 uring=16F utilde=169 uuml=FC varepsilon=3F5
    varkappa=3F0 varphi=3D5 varpi=3D6 varrho=3F1 varsigma=3C2 vartheta=3D1 vcy=432 verbar=7C
    vert=7C wcirc=175 weierp=2118 xi=3BE yacute=FD yacy=44F ycirc=177 ycy=44B yen=A5 yicy=457
    yucy=44E yuml=FF zacute=17A zcaron=17E zcy=437 zdot=17C zeta=3B6 zhcy=436 zwj=200D zwnj=200C
    """
}
