/// The links that networks find in a text, after X's published grammar (twitter-text).
///
/// A link has a domain whose last part is a known top-level domain, and may have a port, a path and
/// a query. Where the scheme may be missing, `acme.example` alone is none but `acme.com` is one.
struct WrittenLinks {
  /// Where the links stand, in order.
  private(set) var ranges: [Range<Int>] = []

  private let text: [Unicode.Scalar]

  /// Finds the links of a text.
  ///
  /// - Complexity: O(characters).
  init(in text: [Unicode.Scalar], withoutScheme: Bool) {
    self.text = text
    guard text.contains(".") else { return }
    var place = 0
    while place < text.count {
      let scheme = schemeLength(at: place)
      guard scheme != nil || withoutScheme, mayBegin(at: place, hasScheme: scheme != nil),
        let domain = domainEnd(from: place + (scheme ?? 0), hasScheme: scheme != nil)
      else {
        place += 1
        continue
      }
      let end = end(ofDomain: domain, from: place + (scheme ?? 0))
      ranges.append(place..<end)
      place = end
    }
  }

  private func at(_ place: Int) -> Unicode.Scalar? {
    text.indices.contains(place) ? text[place] : nil
  }

  /// The length of `http://` or `https://` at a place.
  private func schemeLength(at place: Int) -> Int? {
    guard let first = at(place), first == "h" || first == "H" else { return nil }
    return [Array("https://".unicodeScalars), Array("http://".unicodeScalars)].first { scheme in
      place + scheme.count <= text.count
        && zip(scheme, text[place...]).allSatisfy { $0 == $1.smallASCII }
    }?.count
  }

  /// Whether what stands before a place lets a link begin there.
  private func mayBegin(at place: Int, hasScheme: Bool) -> Bool {
    guard let before = at(place - 1) else { return true }
    if before.isASCIIAlphanumeric || "@＠$#＃".unicodeScalars.contains(before) { return false }
    return hasScheme || !"-_./".unicodeScalars.contains(before)
  }

  /// The end of the longest domain at a place that ends in a top-level domain.
  private func domainEnd(from start: Int, hasScheme: Bool) -> Int? {
    func mayStand(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCIIAlphanumeric || scalar == "-" || scalar == "_"
        || hasScheme && !scalar.isASCII && !scalar.properties.isWhitespace
          && !scalar.isPunctuation && !scalar.isInvisible
    }
    guard let first = at(start), mayStand(first) else { return nil }
    var best: Int?
    var labels = 0
    var place = start
    while true {
      let label = text[place...].prefix(while: mayStand)
      guard (1...63).contains(label.count), label.first != "-", label.last != "-" else { break }
      labels += 1
      let word = String(String.UnicodeScalarView(label)).lowercased()
      let behind = at(label.endIndex)
      if labels > 1, TopLevelDomain.isKnown(word), behind != "@", behind != "+" {
        best = label.endIndex
      }
      guard behind == "." else { break }
      place = label.endIndex + 1
    }
    return best
  }

  /// The end of a link behind its domain: port, path and query.
  private func end(ofDomain domain: Int, from start: Int) -> Int {
    var end = domain
    if at(end) == ":" {
      let port = text[(end + 1)...].prefix { ("0"..."9").contains($0) }
      if !port.isEmpty { end = port.endIndex }
    }
    if at(end) == "/" {
      // What follows the code of a short link of X is no part of it.
      let isShort = zip("t.co".unicodeScalars, text[start..<domain]).allSatisfy {
        $0 == $1.smallASCII
      }
      if isShort, domain - start == 4 {
        return text[(end + 1)...].prefix(while: \.isASCIIAlphanumeric).endIndex
      }
      end = pathEnd(from: end)
    }
    if at(end) == "?" { end = queryEnd(from: end) }
    return end
  }

  private func pathEnd(from start: Int) -> Int {
    var end = start + 1
    var place = end
    while let scalar = at(place) {
      if scalar == "(", let close = closingBracket(from: place) {
        place = close + 1
        end = place
        continue
      }
      guard isPathPart(scalar) else { break }
      place += 1
      if isPathEnd(scalar) { end = place }
    }
    return end
  }

  private func queryEnd(from start: Int) -> Int {
    var end = start
    var place = start + 1
    while let scalar = at(place),
      scalar.isASCIIAlphanumeric || "!?*'@();:&=+$/%#[]-_.,~|".unicodeScalars.contains(scalar)
    {
      place += 1
      if scalar.isASCIIAlphanumeric || "-_&=#/".unicodeScalars.contains(scalar) { end = place }
    }
    return end
  }

  /// The bracket that closes one in a path, with nothing between but what may stand there.
  private func closingBracket(from open: Int) -> Int? {
    let inside = text[(open + 1)...].prefix(while: isPathPart)
    return at(inside.endIndex) == ")" ? inside.endIndex : nil
  }

  private func isPathPart(_ scalar: Unicode.Scalar) -> Bool {
    isPathEnd(scalar) || "!*';:,.$%[]–~@|&".unicodeScalars.contains(scalar)
  }

  private func isPathEnd(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar.isASCIIAlphanumeric || "+-=_#/".unicodeScalars.contains(scalar)
    }
    // Latin letters with accents and Cyrillic ones.
    return (0xC0...0x24F).contains(scalar.value) || (0x400...0x4FF).contains(scalar.value)
  }
}

extension Unicode.Scalar {
  /// Whether the character is a Latin letter without accent, or a digit from 0 to 9.
  fileprivate var isASCIIAlphanumeric: Bool {
    switch self {
    case "0"..."9", "A"..."Z", "a"..."z": true
    default: false
    }
  }

  /// The small letter of an ASCII capital, all else as it is.
  fileprivate var smallASCII: Unicode.Scalar {
    ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) | 0x20) : self
  }

  fileprivate var isPunctuation: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }
}

/// The top-level domains in Latin letters, by which networks tell a link from other words where it
/// is written without `https://`.
enum TopLevelDomain {
  /// Tells whether a word in small letters is one: a name of the list, or one in another script.
  static func isKnown(_ word: String) -> Bool {
    word.hasPrefix("xn--") || names.contains(word) || reserved.contains(word)
      || !word.utf8.allSatisfy { $0 < 0x80 }
  }

  /// Kept for examples and tests (RFC 2606), where they stand for a real one.
  private static let reserved: Set<String> = ["example", "test"]

  /// After the root zone as of November 2026.
  private static let names = Set(listed.split(whereSeparator: \.isWhitespace).map(String.init))

  private static let listed = """
    aaa aarp abb abbott abbvie abc able abogado abudhabi ac academy accenture accountant
    accountants aco actor ad ads adult ae aeg aero aetna af afl africa ag agakhan agency ai aig
    airbus airforce airtel akdn al alibaba alipay allfinanz allstate ally alsace alstom am amazon
    americanexpress americanfamily amex amfam amica amsterdam analytics android anquan anz ao aol
    apartments app apple aq aquarelle ar arab aramco archi army arpa art arte as asda asia
    associates at athleta attorney au auction audi audible audio auspost author auto autos aw aws
    ax axa az azure ba baby baidu banamex band bank bar barcelona barclaycard barclays barefoot
    bargains baseball basketball bauhaus bayern bb bbc bbt bbva bcg bcn bd be beats beauty beer
    bentley berlin best bestbuy bet bf bg bh bharti bi bible bid bike bing bingo bio biz bj black
    blackfriday blockbuster blog bloomberg blue bm bms bmw bn bnpparibas bo boats boehringer bofa
    bom bond boo book booking bosch bostik boston bot boutique box br bradesco bridgestone broadway
    broker brother brussels bs bt build builders business buy buzz bv bw by bz bzh ca cab cafe cal
    call calvinklein cam camera camp canon capetown capital capitalone car caravan cards care
    career careers cars casa case cash casino cat catering catholic cba cbn cbre cc cd center ceo
    cern cf cfa cfd cg ch chanel channel charity chase chat cheap chintai christmas chrome church
    ci cipriani circle cisco citadel citi citic city ck cl claims cleaning click clinic clinique
    clothing cloud club clubmed cm cn co coach codes coffee college cologne com commbank community
    company compare computer comsec condos construction consulting contact contractors cooking cool
    coop corsica country coupon coupons courses cpa cr credit creditcard creditunion cricket crown
    crs cruise cruises cu cuisinella cv cw cx cy cymru cyou cz dad dance data date dating datsun
    day dclk dds de deal dealer deals degree delivery dell deloitte delta democrat dental dentist
    desi design dev dhl diamonds diet digital direct directory discount discover dish diy dj dk dm
    dnp do docs doctor dog domains dot download drive dtv dubai dunlop dupont durban dvag dvr dz
    earth eat ec eco edeka edu education ee eg email emerck energy engineer engineering enterprises
    epson equipment er ericsson erni es esq estate et eu eurovision eus events exchange expert
    exposed express extraspace fage fail fairwinds faith family fan fans farm farmers fashion fast
    fedex feedback ferrari ferrero fi fidelity fido film final finance financial fire firestone
    firmdale fish fishing fit fitness fj fk flickr flights flir florist flowers fly fm fo foo food
    football ford forex forsale forum foundation fox fr free fresenius frl frogans frontier ftr
    fujitsu fun fund furniture futbol fyi ga gal gallery gallo gallup game games gap garden gay gb
    gbiz gd gdn ge gea gent genting george gf gg ggee gh gi gift gifts gives giving gl glass gle
    global globo gm gmail gmbh gmo gmx gn godaddy gold goldpoint golf goo goodyear goog google gop
    got gov gp gq gr grainger graphics gratis green gripe grocery group gs gt gu gucci guge guide
    guitars guru gw gy hair hamburg hangout haus hbo hdfc hdfcbank health healthcare help helsinki
    here hermes hiphop hisamitsu hitachi hiv hk hkt hm hn hockey holdings holiday homedepot
    homegoods homes homesense honda horse hospital host hosting hot hotels hotmail house how hr
    hsbc ht hu hughes hyatt hyundai ibm icbc ice icu id ie ieee ifm ikano il im imamat imdb immo
    immobilien in inc industries infiniti info ing ink institute insurance insure int international
    intuit investments io ipiranga iq ir irish is ismaili ist istanbul it itau itv jaguar java jcb
    je jeep jetzt jewelry jio jll jm jmp jnj jo jobs joburg jot joy jp jpmorgan jprs juegos juniper
    kaufen kddi ke kerryhotels kerryproperties kfh kg kh ki kia kids kim kindle kitchen kiwi km kn
    koeln komatsu kosher kp kpmg kpn kr krd kred kuokgroup kw ky kyoto kz la lacaixa lamborghini
    lamer lancaster land landrover lanxess lasalle lat latino latrobe law lawyer lb lc lds lease
    leclerc lefrak legal lego lexus lgbt li lidl life lifeinsurance lifestyle lighting like lilly
    limited limo lincoln link live living lk llc llp loan loans locker locus lol london lotte lotto
    love lpl lplfinancial lr ls lt ltd ltda lu lundbeck luxe luxury lv ly ma madrid maif maison
    makeup man management mango map market marketing markets marriott marshalls mattel mba mc
    mckinsey md me med media meet melbourne meme memorial men menu merck merckmsd mg mh miami
    microsoft mil mini mint mit mitsubishi mk ml mlb mls mm mma mn mo mobi mobile moda moe moi mom
    monash money monster mormon mortgage moscow moto motorcycles mov movie mp mq mr ms msd mt mtn
    mtr mu museum music mv mw mx my mz na nab nagoya name navy nba nc ne nec net netbank netflix
    network neustar new news next nextdirect nexus nf nfl ng ngo nhk ni nico nike nikon ninja
    nissan nissay nl no nokia norton now nowruz nowtv np nr nra nrw ntt nu nyc nz obi observer
    office okinawa olayan olayangroup ollo om omega one ong onion onl online ooo open oracle orange
    org organic origins osaka otsuka ott ovh pa page panasonic paris pars partners parts party pay
    pccw pe pet pf pfizer pg ph pharmacy phd philips phone photo photography photos physio pics
    pictet pictures pid pin ping pink pioneer pizza pk pl place play playstation plumbing plus pm
    pn pnc pohl poker politie porn post pr pramerica praxi press prime pro prod productions prof
    progressive promo properties property protection pru prudential ps pt pub pw pwc py qa qpon
    quebec quest racing radio re read realestate realtor realty recipes red redstone redumbrella
    rehab reise reisen reit reliance ren rent rentals repair report republican rest restaurant
    review reviews rexroth rich richardli ricoh ril rio rip ro rocks rodeo rogers room rs rsvp ru
    rugby ruhr run rw rwe ryukyu sa saarland safe safety sakura sale salon samsclub samsung sandvik
    sandvikcoromant sanofi sap sarl sas save saxo sb sbi sbs sc scb schaeffler schmidt scholarships
    school schule schwarz science scot sd se search seat secure security seek select sener services
    seven sew sex sexy sfr sg sh shangrila sharp shell shia shiksha shoes shop shopping shouji show
    si silk sina singles site sj sk ski skin sky skype sl sling sm smart smile sn sncf so soccer
    social softbank software sohu solar solutions song sony soy spa space sport spot sr srl ss st
    stada staples star statebank statefarm stc stcgroup stockholm storage store stream studio study
    style su sucks supplies supply support surf surgery suzuki sv swatch swiss sx sy sydney systems
    sz tab taipei talk taobao target tatamotors tatar tattoo tax taxi tc tci td tdk team tech
    technology tel temasek tennis teva tf tg th thd theater theatre tiaa tickets tienda tips tires
    tirol tj tjmaxx tjx tk tkmaxx tl tm tmall tn to today tokyo tools top toray toshiba total tours
    town toyota toys tr trade trading training travel travelers travelersinsurance trust trv tt
    tube tui tunes tushu tv tvs tw tz ua ubank ubs ug uk unicom university uno uol ups us uy uz va
    vacations vana vanguard vc ve vegas ventures verisign versicherung vet vg vi viajes video vig
    viking villas vin vip virgin visa vision viva vivo vlaanderen vn vodka volvo vote voting voto
    voyage vu wales walmart walter wang wanggou watch watches weather weatherchannel webcam weber
    website wed wedding weibo weir wf whoswho wien wiki williamhill win windows wine winners wme
    wolterskluwer woodside work works world wow ws wtc wtf xbox xerox xihuan xin xxx xyz yachts
    yahoo yamaxun yandex ye yodobashi yoga yokohama you youtube yt yun za zappos zara zero zip zm
    zone zuerich zw
    """
}
