"""Words by which speakers are told apart: titles, offices, groups, outlets.

Our own selection of common English, all in lower case.
"""

from __future__ import annotations

from onrecord.language.listing import listed

HE_SHE = listed("he she him her his hers himself herself")
IT = listed("it its itself")
THEY = listed("they them their theirs themselves")
I_WE = listed("i we me us my our myself ourselves")
YOU = listed("you your")
RELATIVE = listed("who which that whom whose")
PRONOUNS = HE_SHE | IT | THEY | I_WE | YOU | RELATIVE

TITLES = listed(
    "adm admiral ambassador analyst archbishop assistant attorney ayatollah baroness bishop "
    "brigadier capt captain cardinal ceo chairman chairperson chairwoman chancellor chief coach "
    "assemblyman assemblywoman cdr cmdr col colonel commandant commander commissioner "
    "congressman congresswoman constable corporal councillor councilman councilwoman counsel "
    "dean deputy detective director doctor dr economist editor envoy executive expert fr gen "
    "general gov governor head imam inspector judge justice king lady lawmaker lawyer leader "
    "lieutenant lord lt magistrate maj major manager marshal mayor minister mr mrs ms negotiator "
    "officer official owner pastor pilot pope premier president prince princess principal prof "
    "professor prosecutor queen rep representative reporter researcher resident rev reverend "
    "scientist secretary sen senator sergeant sgt sheikh sheriff sir sister speaker spokesman "
    "spokesperson spokeswoman superintendent supervisor survivor treasurer vice warden witness "
    "eyewitness dispatcher legislator passenger journalist correspondent founder author activist "
    "student teacher neighbor neighbour coordinator administrator trustee candidate nominee "
    "father mother brother"
)
"""Words before a person's name."""

OFFICES = listed(
    "president minister premier chancellor king queen pope mayor governor secretary chairman "
    "chairwoman chairperson chief head leader director commander ambassador speaker senator "
    "sheriff prosecutor superintendent commissioner ayatollah emir sultan dean principal "
    "spokesman spokeswoman spokesperson"
)
"""Offices of which one holder is meant by "the": "the mayor of Y" is somebody in particular."""

MEN = listed("mr king prince lord sir father brother spokesman chairman congressman pope")
WOMEN = listed("mrs ms queen princess lady baroness sister mother spokeswoman chairwoman")

INDEFINITE = listed(
    "a an one some several many few most other another any two three four five dozens hundreds "
    "both all certain various numerous those these no each every varying more others nobody none "
    "neither either"
)

GROUPS = listed(
    "officials sources authorities analysts experts witnesses eyewitnesses residents reports "
    "report activists observers diplomats officers investigators firefighters rescuers workers "
    "critics supporters scientists researchers prosecutors lawyers doctors passengers survivors "
    "relatives families people men women students lawmakers politicians leaders members "
    "spokespeople neighbors neighbours locals villagers protesters media press source witness "
    "official officer spokesperson spokesman spokeswoman driver eyewitness resident diplomat "
    "analyst expert survivor passenger lawyer man woman terrorists rebels militants soldiers "
    "troops groups accounts account historians economists executives managers"
)
"""Heads of sources that name nobody, with or without an adjective before them."""

OUTLET_WORDS = listed(
    "news newspaper times post daily herald tribune telegraph guardian radio tv television wire "
    "press broadcaster broadcasting gazette chronicle journal magazine weekly mail mirror "
    "observer globe sun agency network channel media insider courier gazette examiner inquirer "
    "dispatch sentinel advertiser"
)
"""Words that a name of an outlet may hold; "agency", "press" and "media" need more beside them."""

OUTLET_HEADS = listed("newspaper broadcaster magazine tabloid website channel station")

BODY_WORDS = listed(
    "department ministry police service guard council university college institute center centre "
    "company corp corporation inc ltd llc lines airlines airways authority agency front group "
    "party office bureau committee commission court army navy force forces military government "
    "board association organization organisation union bank embassy patrol administration "
    "congress parliament senate house assembly foundation fund command movement survey society "
    "hospital school church federation league alliance coalition network nations states kingdom "
    "republic security intelligence defense defence state chiefs staff corps brigade battalion "
    "statement website site page account message representatives democratic republican "
    "presidency directorate secretariat inspectorate democrats republicans conservatives "
    "liberals federal"
)
"""Words that show that a run of capitals names a body and no person."""

COMPANY = listed("company firm airline operator manufacturer corporation business carrier")
BODY_NOUNS = COMPANY | listed(
    "agency ministry department government military army navy police group organization "
    "organisation council office party board committee body institution authority union "
    "commission bureau service court country nation state movement board church newspaper paper "
    "broadcaster side network association"
)
"""Nouns that, after "the", stand for a body named before."""

PLACE_WORDS = listed(
    "gulf sea ocean strait river island islands mount mountain lake street road avenue airport "
    "peninsula bay county city valley district province region north south east west northern "
    "southern eastern western central america europe asia africa park square bridge station hall "
    "port highway interstate coast desert republic"
)
"""Words that show that a run of capitals names a place and no person."""

PRODUCTS = listed(
    "statement message reckoning report figures figure count estimate tally website site data "
    "account letter post tweet announcement release numbers assessment findings analysis "
    "schedule summary ruling judgment opinion statistics records forecast forecasts "
    "study survey poll bulletin communique"
)
"""What a body puts out: "the ministry's statement" credits the ministry."""

PARTIES = listed("sides parties countries governments allies delegations companies states")
"""Plurals that, after "the" or "both", stand for bodies named before rather than for a class."""

PARTICLES = listed("al bin ibn de del dela della da di la le van von der den el ben abu ul y dos")
"""Words in lower case that may stand inside a person's name."""
