"""Words that tell names apart: what follows, precedes or is no name. English news usage."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CALENDAR = _words(
    "ad am apr april aug august bc bst cet christmas dec december diwali easter edt eid est feb "
    "february fri friday gmt halloween jan january jul july jun june mar march may mon monday nov "
    "november oct october passover pdt pm pst ramadan sat saturday sep sept september sun sunday "
    "thanksgiving thu thur thurs thursday tue tues tuesday utc wed wednesday"
)
"""Months, days, feasts, zones: capitals that name neither place nor person."""

OPENERS = _words(
    "a about above according across after afterward afterwards against ahead all almost along "
    "already also although "
    "among an and another any anyone are around as asked at back based because been before behind "
    "being below besides between beyond both but by can citing could despite did do does down "
    "during each earlier either even every everyone few firefighters first five following for "
    "four from further given had has have having he her here his how however i if in including "
    "inside instead into is it its just last late later least less like many may meanwhile might "
    "more moreover most much must my near nearly neither never new next no no-one nobody none nor "
    "not nothing now of off officials often old on once one only or other others our out over "
    "part past people perhaps police prior rather residents second see seven several she should "
    "since six so some someone speaking still such ten that the their them then there these they "
    "third this those though three through throughout thus to today together tomorrow too toward "
    "two under unless until up upon us very was we well were what when where whether which while "
    "who whose why will with within without witnesses would yes yesterday yet you your"
)
"""Words whose capital only shows that a sentence begins."""

TITLES = _words(
    "activist actor actress adm admiral ambassador analyst archbishop attorney author ayatollah "
    "bishop brig brigadier businessman businesswoman candidate capt captain cardinal cdr ceo "
    "chair chairman chairperson chairwoman chancellor chief cllr cmdr coach col colonel "
    "commandant commander commissioner congressman congresswoman constable coordinator corporal "
    "correspondent councillor dame deputy det detective dictator director dr economist editor "
    "emperor engineer envoy eyewitness father firefighter footballer gen general gov governor "
    "imam insp inspector journalist judge justice king lady lawmaker lawyer leader lieutenant "
    "lord lt maj major marshal mayor minister miss mp mr mrs ms negotiator nurse officer pastor "
    "pc physician pilot player pope premier president prince princess private prof professor "
    "prosecutor pte queen rabbi rear rep reporter representative researcher resident rev reverend "
    "secretary secretary-general seismologist sen senator sergeant sgt shaikh sheik sheikh "
    "sheriff singer sir sister speaker spokesman spokesperson spokeswoman sultan superintendent "
    "supt survivor trooper under-secretary undersecretary vice-president volcanologist warlord "
    "witness"
)
"""What stands before a person's name, lower case, without dots."""

KIN = _words(
    "aunt brother cousin daughter father husband mother nephew niece sister son uncle wife"
)

PARTICLES = _words(
    "abu af al av ben bin bint da das de del dela della delos den der di do dos du el ibn la le "
    "ten ter ul van von y zu"
)
"""Lower-case words inside a name."""

SPEECH = _words(
    "accused accuses acknowledged added adds agreed agrees announce announced announces are "
    "argued asked asks backed backs believed believes blamed called calls can claimed claims "
    "condemned condemns conducted conducts confirmed confirms considered considers could "
    "criticised criticized decided declared declares demanded demands denied denies denounced "
    "described detected did dismissed do does estimated estimates expelled explained expressed "
    "fears fired fires had has have hoped hopes hosted hosts imposed imposes insisted invaded is "
    "joined joins launched launches lifted maintains may might must noted opposed opposes ordered "
    "planned plans pledged possesses praised promised recalled recognised recognized refused "
    "refuses regards rejected rejects replied reported reports responded responds resumed "
    "retaliated said sanctioned say saying says seeks sees sends sent should signed signs sought "
    "stated states summoned supported supports suspected suspects suspended tell tells test-fired "
    "tested testified tests thinks threatened threatens told tweeted urged urges views violated "
    "vowed vows wanted wants warned warns was welcomed were will withdraws withdrew would writes "
    "wrote"
)
"""What an actor does; "is", "has" and the like count only for seats of government."""

AUXILIARIES = _words(
    "are can could did do does had has have is may might must should was were will would"
)

ORG_HEADS = _words(
    "academy accord act administration ag agency agreement airlines airways albion alliance army "
    "assembly association athletic authority award bank battalion bill board brigade brigades "
    "bureau cabinet capital cartel caucus cbs center-right chamber championship championships "
    "charter club co coalition college command commission committee company conference congress "
    "consortium convention corp corporation corps council court cowboys cup daily declaration "
    "democrats department dept directorate division doctrine eagles electric embassy energy "
    "enterprise faction fc federation festival fire fleet force forces foundation front fund "
    "games gas gazette giants gmbh government group guard guards herald holdings inc industries "
    "initiative institute institution journal laboratory lakers law league legion lines llc ltd "
    "magazine marathon massacre media militia ministry mission motors movement museum navy "
    "network news newspaper nv observatory office oil olympics open organisation organization "
    "pact parliament partners party patrol plc police post press prize protocol raiders railways "
    "regiment registry republicans resistance review revolution rovers sa secretariat senate "
    "series service services society sox squad summit survey syndicate systems team technologies "
    "telegraph television times treaty tribunal tribune troops trophy tv union united university "
    "wanderers war watch weekly wing yankees"
)
"""Last words of names of organisations, works, treaties and teams, lower case."""

ORG_OPENERS = _words(
    "academy archbishop association bank battle bishop board bureau chamber church college "
    "commission committee council court department duchess duke embassy federation government "
    "house institute kingdom minister ministry museum office organisation organization party "
    "president prince princess republic school secretary siege society treaty university"
)
"""First words of "X of Y" that name an organisation or a person and not the place Y."""

ADMIN = _words(
    "area areas borough canton city commune community county department district districts "
    "division governorate krai locality metropolis municipality neighborhood neighbourhood oblast "
    "parish prefecture province provinces quarter raion regency region republic state states sub- "
    "subdistrict suburb suburbs territory town township upazila village voivodeship ward"
)
"""Words for levels below the country; they belong to the span, not to the name."""

PHYSICAL = _words(
    "archipelago atoll basin bay beach border canal canyon cape channel coast cove creek crossing "
    "delta desert falls fjord forest glacier gorge gulf harbor harbour hill hills island islands "
    "isle lagoon lake mountain mountains pass peninsula plain plains plateau port range reef "
    "reefs ridge river sea shoal strait straits summit valley volcano waters wetlands"
)
"""Words for land and water; they belong to the name."""

BUILT = _words(
    "airbase airfield airport arena avenue barracks base boulevard bridge camp castle cathedral "
    "cemetery checkpoint complex compound cosmodrome court crossing dam depot drive estate "
    "expressway factory field freeway garden gardens headquarters heights highway interstate jail "
    "junction lane lighthouse mall marina market mine monastery mosque motorway palace park pier "
    "plant plaza prison range refinery reservoir road roundabout shipyard shrine spaceport square "
    "stadium station street synagogue temple terminal tower track tunnel turnpike wharf zone zoo"
)
"""Words for what people built; they belong to the name."""

INSTITUTIONS = _words(
    "academy casino center centre church clinic club college court courthouse embassy hospital "
    "hotel library museum nightclub resort restaurant school station theater theatre university"
)
"""Built things that are organisations too: places only after "in", "at", "near" and the like."""

BEFORE = _words(
    "bay camp cape fort gulf highway interstate isle jabal jebel lac lake mount mt port ras river "
    "route sea strait tel wadi"
)
"""Words that open the name of a place."""

STRONG = _words("across around at in inside into near off outside over through throughout within")
"""Prepositions that a place follows."""

MOTION = _words("along between beyond for from leaving left on onto past to toward towards via")
"""Prepositions that a place follows often, and others too."""

SIDES = _words(
    "central coastal downtown east eastern greater inner lower mainland mid north north-east "
    "north-eastern north-west north-western northeast northeastern northern northwest "
    "northwestern outer rural south south-east south-eastern south-west south-western southeast "
    "southeastern southern southwest southwestern upper west western"
)

PLACE_NOUNS = _words(
    "airspace archipelago area banks border capital center centre city coast commune community "
    "county department direction district east edge enclave exclave governorate hamlet heart "
    "island most mouth much municipality neighborhood neighbourhood north northeast northwards "
    "northwest outside outskirts part parts peninsula port prefecture province region republic "
    "resort rest settlement shore shores skies south southeast southwest state streets suburb "
    "suburbs territory town township village waters west"
)
"""Nouns that "of" and a place follow ("the city of")."""

NEVER_PLACE = _words(
    "airbus al allah amazon anglo apple arabic army asean austin bar bay beach bell best bible "
    "biden big black blue boeing bolton born bridge bush buy ca cabinet cairo-born call catholic "
    "center central centre charlotte chelsea chief chinese christian christianity church clay "
    "clinton co commerce commission congress conservative coronavirus council court covid "
    "covid-19 cyclone dallas-based date day de deal defence defense delta democrat democratic "
    "democrats diana eagle earth east ebola el elizabeth energy english enterprise facebook "
    "federal field fire flight florence force foreign french garden general god gold golden golf "
    "good google grand grant great green guard hall harris high hill hills hindi hispanic home "
    "hope house houston hurricane id imo in inc independence industry interior international "
    "internet iphone islam island islands israel-based jackson jewish johnson justice king "
    "kingdom la labor labour lady lake las latino le liberal liberty lincoln local lord los "
    "madison mail major man mandela marine marines mars marshall may me media microsoft mine "
    "minister mission mobile moon most mount mountain move muslim national nato navy nelson nice "
    "night normal north obama ocean of officer omicron opec opera or orange paris-hilton park "
    "parliament party people peoples pilgrim pilgrims plaza point police post power president "
    "press price prime prince princess putin queen quran ranger rangers read red republic "
    "republican republicans river road saint sale san sandy santa savannah sea secretary sell "
    "senate silver social son south spanish st star state states station storm street sun supreme "
    "sydney temple tesla times today tropical troy trump twitter typhoon union university valley "
    "victoria war washington's wave week west white will world young youtube zika"
) - _words("austin charlotte chelsea florence houston madison savannah sydney troy victoria")
"""Single words that are also towns; read as places only with a country or region after a comma."""

GIVEN = _words(
    "aaron abdul abdullah abraham adam adrian ahmad ahmed aisha akira alan albert alejandro "
    "aleksandr alex alexander alexei alfredo ali alice amadou amanda amina amir amy ana anders "
    "andre andrea andrei andrew andriy angela anita ann anna anne anthony antonio arthur ashraf "
    "awa barack barbara ben benjamin bernard bill bjorn bob bola boris brad brandon brian bruce "
    "carl carla carlos carmen carol caroline catherine charles chidi chris christian christina "
    "christine christopher claire claudia colin craig dan daniel david deborah dennis diana diego "
    "dmitry donald dong douglas duncan edward eleanor elena elizabeth emily emma emmanuel enrique "
    "eric erik ernesto eva evan farid fatima fatou felipe felix fernando fiona francis francisco "
    "frank fred frederick fumio gary gavin george gerald gina giovanni giuseppe glenn gonzalo "
    "gordon graham greg gustavo hamid hannah hans harold harry hassan heather helen henry hiroshi "
    "hugo hussein ian ibrahim igor ines irina isabel ivan jack jacob jae-in jaime jakub jamal "
    "james jan jane janet jason javier jean jeff jennifer jeremy jerry jesse jessica jill jim "
    "jin-woo joan joe joel john jonathan jorge jose joseph joshua josé juan judith julia julian "
    "julie julio justin karen karl kate katherine kathleen keith kelly ken kenji kenneth kevin "
    "khaled kim kofi krzysztof kwame kyle larry lars laura lauren layla leila leo leonard "
    "leonardo linda lisa louis louise lucia luis luke lula mahmoud mamadou manuel marcel marco "
    "marcos marek margaret maria mariana marie marina mario mark marta martha martin mary masoud "
    "matt matthew mauricio max megan mehdi melissa michael michel michelle miguel mike mikhail "
    "min-ho mohamed mohammad mohammed monica morgan moussa muhammad mustafa nadia nancy naoto "
    "narendra natalia natasha nathan neil ngozi nicholas nick nicolas nigel nikolai nils oksana "
    "ole oleg olga oliver olivia omar oscar pablo pamela patricia patrick paul pavel pedro peter "
    "petro phil philip pierre piotr rachel rafael rahul rajesh ralph ramon rashid raul ray raúl "
    "rebecca ricardo richard rick rob robert roberto rodrigo roger roland ronald rosa rose ross "
    "roy russell ruth ryan said salman sam samantha samir samuel sandra sara sarah satoshi scott "
    "sean sebastian sergei sergey sergio shane sharon shinzo simon sofia sophie stefan stephanie "
    "stephen steve steven stuart sunil suresh susan sven svetlana takashi tariq tatiana taylor "
    "teresa theresa thomas tim timothy todd tom tony tunde tyler valentina vanessa victor viktor "
    "vincent vladimir volodymyr walter wang wayne wei wendy william xavier xi yasser yemi yoon "
    "yoshihide yuki yuri yusuf zahra zhang zhao"
)
"""Common given names, lower case: a capitalised run that opens with one is a person."""

LANGUAGES_AND_FAITHS = _words(
    "muslim christian jewish catholic hindu sikh buddhist protestant orthodox "
    "muslim-majority "
    "african africans arab arabic arabs asian asians buddhism buddhists catholicism chinese "
    "christianity christians english european europeans french german hindi hinduism hindus islam "
    "jews judaism kurdish kurds mandarin muslims russian shia shiites sikhs spanish sunni sunnis "
    "urdu western westerners"
)

EVENT_NOUNS = _words(
    "airport airspace area attack attacks base blast bombing bombings border branch cathedral "
    "checkpoint church coast collapse crash crossing district earthquake explosion fire harbor "
    "harbour headquarters hospital hotel market metro mosque neighborhood neighbourhood outskirts "
    "port prison protest protests quake raid raids region residents riot riots school shooting "
    "shootings siege stabbing stadium station street streets suburb suburbs subway university"
)
"""Nouns that a town stands before as the scene ("the Paris attacks")."""


def _states(text: str) -> dict[str, str]:
    codes: dict[str, str] = {}
    for pair in text.split():
        code, _, shorts = pair.partition(":")
        codes.update((short, code) for short in (*shorts.split(","), code.casefold()))
    return codes


STATE_SHORT = _states(
    "AL:ala AK:alaska AZ:ariz AR:ark CA:calif,cali CO:colo CT:conn DE:del DC:dc FL:fla GA:ga "
    "ID:idaho IL:ill IN:ind IA:iowa KS:kan KY:ky LA:la ME:maine MD:md MA:mass MI:mich MN:minn "
    "MS:miss MO:mo MT:mont NE:neb NV:nev NH:nh NJ:nj NM:nm NY:ny NC:nc ND:nd OH:ohio OK:okla "
    "OR:ore PA:pa,penn RI:ri SC:sc SD:sd TN:tenn TX:tex UT:utah VT:vt VA:va WA:wash WV:wva "
    "WI:wis WY:wyo"
)
"""Abbreviations of states of the United States, without dots, lower case -> code."""

OFFICE_ENDS = _words(
    "administration affairs agency army authorities bank cabinet cartel coalition coastguard "
    "council court defence defense department embassy force forces government group guard health "
    "interior junta media military ministry movement navy network office parliament party police "
    "presidency rebels regime staff television transport troops watchdog"
)
"""Lower-case words with which the name of an institution may end."""

GOING = _words(
    "airlifted arrived bus close deploy deployed deported drive driven drove east en evacuated "
    "expelled extradited ferry fled flee flew flies flight flights fly flying go goes going gone "
    "headed heading highway journey move moved moving next north northeast northwest return "
    "returned returning road route sailed sailing send sent south southeast southwest taken tour "
    "train transferred transported travel traveled traveling travelled travelling travels trip "
    "trips visit visits way went west"
)
"""What goes before "to" when a country after it is a place."""

SENDING = _words(
    "aid approval assurances backing call calls comment concessions condemnation confirmation "
    "criticism demand demanded demands experts guarantees heard help independence invitation "
    "letter message messages money officials order orders permission pressure reaction response "
    "statement support threat threats warning warnings withdraw"
)
"""What goes before "from" when a country after it is an actor."""

REACHING = _words(
    "battered bombed bombing crossed crossing devastated enter entered entering flooded hit hits "
    "hitting jolted lashed leave leaving overflew ravaged reach reached reaching rocked shake "
    "shaken shakes shaking shelled shook strike strikes striking struck surrounding swept toured "
    "visit visited visiting visits"
)
"""Verbs whose object is a place, a state's name too."""

WITH = _words("against and as between but by for if like or than that v versus vs with without")
"""Words after which a bare name is more likely an actor than a scene."""

NEEDS_PREPOSITION = _words(
    "area areas base bay border camp cape city coast community complex compound court creek "
    "crossing department division drive estate factory falls field garden gardens heights hill "
    "house junction lane line mine park pass plain plant point port quarter range reach republic "
    "sea square state states summit terminal territory tower town track waters zone"
)
"""Last words of names that are places only after a preposition or the like."""

FUNCTION = _words(
    "about according after again against ago also amid and are around as at became because before "
    "began between but by came can could despite died down during earlier early even following "
    "for found from had has have if in including injured into is just killed last late later left "
    "made may might near never next not now off on only onto or out over per remain remains said "
    "since so still than that then there this through to today told tomorrow took under until up "
    "via was went were when where which while who will with would yesterday"
)
"""Words with which a sentence goes on after a whole name, not with a noun that it modifies."""

NO_GOING = _words(
    "according addition appeal appealed back close compared contrary due leading leads led owing "
    "prior related responding response returned similar subject thanks"
)
"""Words after which "to" leads to no place."""

PUBLISHED = _words("article book film journal magazine paper published report series song study")
"""Words near which "in" and an unknown name is a work."""

GROUPS = _words(
    "activists advocates analysts assailants attackers authorities bombers bystanders children "
    "citizens civilians climbers commanders countries crew critics delegates delegations "
    "demonstrators developers diplomats doctors drivers employees envoys experts extremists "
    "eyewitnesses families farmers fighters firefighters fishermen generals governments "
    "guerrillas gunmen hackers hikers hostages inmates inspectors insurgents investigators "
    "investors jihadists journalists lawmakers lawyers leaders legislators locals loyalists "
    "mediators members men migrants militants miners ministers nations negotiators neighbors "
    "neighbours nurses observers officers officials opponents paramedics parties passengers "
    "peacekeepers people pilots pirates police politicians powers prisoners prosecutors "
    "protesters rebels refugees relatives reporters rescuers researchers residents sailors "
    "scientists seismologists senators separatists sides smugglers soldiers sources spokesmen "
    "spokespeople spokespersons spokeswomen staff students supporters survivors suspects "
    "sympathisers sympathizers teachers terrorists tourists traders traffickers troops veterans "
    "villagers voters witnesses women workers"
)
"""Plural nouns for people who have no name in the words."""

SOMEONE = _words(
    "activist adviser advisor aide analyst assailant attacker bomber boy coalition commander "
    "diplomat doctor driver employee envoy expert eyewitness farmer firefighter fisherman general "
    "girl gunman inspector investigator journalist judge lawmaker lawyer leader man mediator "
    "migrant militant minister negotiator neighbor neighbour nurse officer official passenger "
    "pilot policeman politician prosecutor protester relative reporter representative researcher "
    "resident scientist seismologist senator soldier source spokesman spokesperson spokeswoman "
    "statement student survivor suspect teacher teenager tourist witness woman worker"
) - _words("statement")
"""Nouns for one person who has no name in the words."""

MODIFIERS = _words(
    "a administration african aid airport all alleged an angry anonymous another anti-government "
    "arab armed army asian aviation both campaign certain city civil civilian company county "
    "court current defence defense department diplomatic disaster district dozens eastern eight "
    "elderly election embassy emergency enforcement eu european federal fellow female few fire "
    "five foreign former four government health her high-level high-ranking his hospital house "
    "human hundreds independent intelligence international islamist its key kurdish law local "
    "lone male many masked medical military ministry more most multiple municipal national "
    "nations nato navy nearby nine northern of old opposition ordinary other our party police "
    "political prison private pro-democracy pro-government pro-russian provincial public rebel "
    "regional regular relief religious rescue retired rights ruling school security senior seven "
    "several six some southern state suspected ten the their these those thousands three top "
    "transport two un unidentified union united unnamed various vigilant village weather western "
    "white world young"
)
"""Words that may stand before such a noun as a part of what it says."""
