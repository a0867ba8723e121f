"""Claims of the article on what to do and what it promises, each with its grade.

Summaries are our own words on the references named beside them.
"""

from .claim import Claim, Grade, gettext_noop

CLAIMS = (
    Claim(
        "E15",
        gettext_noop("The combined capsule"),
        "Vitamin D3 (around 5,000 IU) and Vitamin K2 (MK-7, around 100 µg)",
        Grade.UNSAFE,
        gettext_noop(
            "5,000 IU is 125 µg, above the daily upper limit of 100 µg (4,000 IU) that the National "
            "Academies, EFSA, Japan and the NHS set for adults. In a three-year trial 4,000 and 10,000 IU"
            " gave no stronger bone and less density at the forearm than 400 IU. For people on a vitamin "
            "K antagonist any MK-7 is a problem."
        ),
        (
            "IOM 2011",
            "EFSA NDA 2023 doi 10.2903/j.efsa.2023.8145",
            "MHLW 2025",
            "NHS vitamin D page",
            "Burt 2019 JAMA 322:736",
            "LeBoff 2022 NEJM 387:299",
            "Endocrine Society 2024 doi 10.1210/clinem/dgae290",
        ),
    ),
    Claim(
        "E16",
        gettext_noop("Magnesium"),
        "Essential co-factor for Vitamin D metabolism and a key structural component of the bone matrix",
        Grade.SUPPORTED,
        gettext_noop(
            "The enzymes that handle vitamin D need magnesium, and more than half of the body’s magnesium"
            " is in bone. Reaching the recommended intake by food is sound. Supplements above their own "
            "upper limit can cause diarrhoea and are a risk in kidney disease."
        ),
        (
            "Dai 2018 AJCN 108:1249",
            "Uwitonze 2018 J Am Osteopath Assoc 118:181",
            "IOM 1997",
            "EFSA NDA 2015 doi 10.2903/j.efsa.2015.4186",
            "Wakai 2019 J Pharm Health Care Sci 5:4",
        ),
    ),
    Claim(
        "E17",
        gettext_noop("Weight-bearing exercise"),
        "signals the bone cells to start building",
        Grade.SUPPORTED,
        gettext_noop(
            "Training adds a little bone density after the menopause, and probably helps older adults in "
            "general. Loads and resistance do most of it; walking alone does little for density."
        ),
        (
            "Howe 2011 Cochrane",
            "Shojaa 2020 Front Physiol 11:652",
            "WHO review 2020 IJBNPA doi 10.1186/s12966-020-01040-4",
        ),
    ),
    Claim(
        "E18",
        gettext_noop("Ghee, butter and Gouda as sources of MK-4"),
        "the richest animal sources of K2 (MK-4)",
        Grade.MIXED,
        gettext_noop(
            "Butter and egg yolk do hold MK-4; cheese of the Gouda kind holds mainly MK-8 and MK-9. In a "
            "trial, MK-4 in amounts that food brings did not raise MK-4 in blood. “Grass-fed” on a label "
            "is not a measured amount."
        ),
        (
            "Vermeer 2018 Nutrients 10:446",
            "Schurgers and Vermeer 2000 Haemostasis 30:298",
            "Sato 2012 Nutr J 11:93",
        ),
    ),
    Claim(
        "E19",
        gettext_noop("Whether K1 is enough"),
        "K1 (from spinach) is sufficient. […] False.",
        Grade.OVERSTATED,
        gettext_noop(
            "The official intakes rest on K1 or on all vitamin K together. Among 53,000 Danes more K1 and"
            " more K2 both went with fewer stays in hospital for artery disease, and K1 slowed coronary "
            "calcification in those of a trial who took it faithfully. Whether K1 alone serves the body "
            "outside the liver is an open question."
        ),
        (
            "EFSA NDA 2017 doi 10.2903/j.efsa.2017.4780",
            "Bellinge 2021 JAHA 10:e020551",
            "Shea 2009 AJCN 89:1799",
            "Haugsgjerd 2020 BMJ Open 10:e035953",
        ),
    ),
    Claim(
        "E20",
        gettext_noop("More calcium and arteries"),
        "More calcium without enough Vitamin K2 and D3 may actually increase the risk of arterial "
        "calcification.",
        Grade.MIXED,
        gettext_noop(
            "Researchers disagree on calcium supplements and the heart: one pooling of trials counted "
            "more heart attacks, later reviews saw no steady effect within the upper limits. What K2 "
            "changes about it has not been tested."
        ),
        (
            "Bolland 2010 BMJ 341:c3691",
            "Chung 2016 Ann Intern Med 165:856",
            "Myung 2021 Nutrients 13:368",
            "EFSA NDA 2012 calcium UL",
        ),
    ),
    Claim(
        "E21",
        gettext_noop("Calcium supplements without K2"),
        "dramatically raises the risk of calcium being deposited in the arteries",
        Grade.UNSUPPORTED,
        gettext_noop(
            "Calcium with and without K2 was never compared in a trial that could carry the word "
            "“dramatically”. Calcium from food, within the upper limit, is not linked with this harm."
        ),
        (
            "Chung 2016 Ann Intern Med 165:856",
            "Bolland 2010 BMJ 341:c3691",
            "Shea 2021 review PMC8166540",
        ),
    ),
    Claim(
        "E22",
        gettext_noop("Calcification halted or reversed"),
        "can halt further progression of calcification and, in some cases, induce a reduction",
        Grade.OVERSTATED,
        gettext_noop(
            "What was reversed was calcification in rats. Two years of 720 µg MK-7 with 25 µg vitamin D "
            "changed nothing measurable in men with calcified heart valves; that their coronary calcium "
            "grew more slowly could not be told from chance, save in a subgroup. One pooled analysis finds a "
            "small slowing, and one trial paid by industry slightly softer arteries."
        ),
        (
            "Schurgers 2007 Blood 109:2823 (rats)",
            "Diederichsen 2022 Circulation 145:1387",
            "Hasific 2023 JACC Adv 2:100643",
            "Li 2023 Front Nutr 10:1115069",
            "Vlasschaert 2020 Nutrients 12:2909",
            "Ikari 2016 Nutr J 15:53",
            "Knapen 2015 Thromb Haemost 113:1135",
        ),
    ),
    Claim(
        "E23",
        gettext_noop("K2 and warfarin"),
        "you must consult your doctor before starting K2",
        Grade.SUPPORTED,
        gettext_noop(
            "True, and no line of the article matters more. Yet it leaves much out: other vitamin K "
            "antagonists than warfarin; that 10 µg MK-7 a day was enough to matter for some people; that "
            "natto counts; that the INR changes again when K2 is left off. The direct anticoagulants "
            "(DOACs) are another matter."
        ),
        (
            "Theuwissen 2013 J Thromb Haemost 11:1085",
            "Schurgers 2004 Blood 104:2682",
            "Schurgers 2007 Blood 109:3279",
            "PMDA patient Q and A on warfarin and natto",
            "Int J Mol Sci 2021 22:8531 (DOAC)",
        ),
    ),
    Claim(
        "E24",
        gettext_noop("K2 in sauerkraut"),
        "some fermented products (e.g., sauerkraut) contain K2",
        Grade.SUPPORTED,
        gettext_noop(
            "So they do, and little: 100 g of sauerkraut hold a few micrograms of several menaquinones, "
            "far from what the article asks for."
        ),
        ("Schurgers and Vermeer 2000 Haemostasis 30:298 (figures from memory, to be checked)",),
    ),
    Claim(
        "E25",
        gettext_noop("Side effects"),
        "K2 is generally well-tolerated at nutritional doses.",
        Grade.SUPPORTED,
        gettext_noop(
            "No body has set an upper limit, for want of any harm seen. Men took 720 µg a day for two "
            "years and bore it well, in a trial that kept people on vitamin K antagonists out."
        ),
        ("IOM 2001", "MHLW 2025", "Diederichsen 2022 Circulation 145:1387"),
    ),
    Claim(
        "E26",
        gettext_noop("The single most powerful step"),
        "It is the single most powerful step you can take today",
        Grade.UNSUPPORTED,
        gettext_noop(
            "Nothing puts K2 before not smoking, treating blood pressure, moving, treating osteoporosis "
            "where there is some, or enough calcium, protein and vitamin D."
        ),
        (
            "EFSA NDA 2012 doi 10.2903/j.efsa.2012.2714",
            "Mott 2019 Osteoporos Int 30:1543",
            "Vlasschaert 2020 Nutrients 12:2909",
        ),
    ),
    Claim(
        "E27",
        gettext_noop("Menaquinones in the diet and heart disease"),
        None,
        Grade.MIXED,
        gettext_noop(
            "In two Dutch cohorts people who ate more menaquinones, mostly in cheese, had less coronary "
            "disease; in other cohorts they had not. In 2012 EFSA did not find cause and effect "
            "established."
        ),
        (
            "Geleijnse 2004 J Nutr 134:3100",
            "Gast 2009 Nutr Metab Cardiovasc Dis 19:504",
            "Haugsgjerd 2020 BMJ Open 10:e035953",
            "Bellinge 2021 JAHA 10:e020551",
            "EFSA NDA 2012 doi 10.2903/j.efsa.2012.2714",
        ),
    ),
    Claim(
        "E28",
        gettext_noop("Optimal vitamin D levels"),
        "Optimal Blood Levels",
        Grade.MIXED,
        gettext_noop(
            "The article gives no figure. For bone, IOM and EFSA find 50 nmol/L enough; the Endocrine "
            "Society wanted 75 in 2011 and dropped fixed limits in 2024. Where most people had enough "
            "already, more vitamin D did not prevent fractures."
        ),
        (
            "IOM 2011",
            "EFSA NDA 2016 doi 10.2903/j.efsa.2016.4547",
            "Holick 2011 JCEM 96:1911",
            "Demay 2024 doi 10.1210/clinem/dgae290",
            "LeBoff 2022 NEJM 387:299",
        ),
    ),
)
