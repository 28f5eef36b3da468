import AdvocacyCore

extension Action: StoredByName {
  var storedName: String {
    switch self {
    case .like: "like"
    case .repost: "repost"
    case .quote: "quote"
    case .comment: "comment"
    case .share: "share"
    }
  }
}

extension AudienceFile.Direction: StoredByName {
  var storedName: String {
    switch self {
    case .followerToFollowed: "followerToFollowed"
    case .followedToFollower: "followedToFollower"
    }
  }
}

extension Hold: StoredByName {
  var storedName: String {
    switch self {
    case .asking: "asking"
    case .acting: "acting"
    case .both: "both"
    }
  }
}

extension Basis: StoredByName {
  var storedName: String {
    switch self {
    case .measured: "measured"
    case .read: "read"
    case .assumed: "assumed"
    case .configured: "configured"
    }
  }
}

extension Decision.Event: StoredByName {
  var storedName: String {
    switch self {
    case .due: "due"
    case .resumed: "resumed"
    case .approved: "approved"
    case .withdrawn: "withdrawn"
    }
  }
}

extension Skip.Reason: StoredByName {
  var storedName: String {
    switch self {
    case .beforeStart: "beforeStart"
    case .expired: "expired"
    case .withdrawn: "withdrawn"
    }
  }
}

extension PostStatement.Kind: StoredByName {
  var storedName: String {
    switch self {
    case .approval: "approval"
    case .withdrawal: "withdrawal"
    }
  }
}

extension ParameterName: StoredByName {
  var storedName: String {
    switch self {
    case .pageVisibility: "pageVisibility"
    case .visibilityExponent: "visibilityExponent"
    case .visibilityRatio: "visibilityRatio"
    case .likeExposure: "likeExposure"
    case .appealSpread: "appealSpread"
    case .impressionsPerPerson: "impressionsPerPerson"
    case .shareRate: "shareRate"
    case .deepShareFactor: "deepShareFactor"
    case .teamOverlap: "teamOverlap"
    case .companyOverlap: "companyOverlap"
    case .pageOverlap: "pageOverlap"
    case .reactionDelayMedianHours: "reactionDelayMedianHours"
    case .reactionDelaySigma: "reactionDelaySigma"
    case .followersMu: "followersMu"
    case .followersSigma: "followersSigma"
    case .quoteFactor: "quoteFactor"
    case .shareFactor: "shareFactor"
    case .repostFactor: "repostFactor"
    case .commentFactor: "commentFactor"
    case .activityShape: "activityShape"
    case .lookShape: "lookShape"
    case .colleagueShare: "colleagueShare"
    case .pageStaffShare: "pageStaffShare"
    case .appealCorrelation: "appealCorrelation"
    case .networkCorrelation: "networkCorrelation"
    case .secondNetworkOverlap: "secondNetworkOverlap"
    case .deepAudienceCap: "deepAudienceCap"
    case .cascadeDepth: "cascadeDepth"
    case .marketSize: "marketSize"
    }
  }
}

extension RetiredParameter: StoredByName {
  var storedName: String {
    switch self {
    case .likeRate: "likeRate"
    case .commentRate: "commentRate"
    case .rateDispersion: "rateDispersion"
    case .engagementExponent: "engagementExponent"
    case .halfLifeHours: "halfLifeHours"
    case .weekendFactor: "weekendFactor"
    case .clickRatio: "clickRatio"
    case .accountShare: "accountShare"
    case .activeShare: "activeShare"
    case .participation: "participation"
    case .fatigue: "fatigue"
    case .poolShare: "poolShare"
    }
  }
}
