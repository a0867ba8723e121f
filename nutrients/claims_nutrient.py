"""Claims of the article on what vitamin K2 is and does, and where it is found, each with its grade.

Summaries are our own words on the references named beside them.
"""

from .claim import Claim, Grade, gettext_noop

CLAIMS = (
    Claim(
        "E01",
        gettext_noop("What bones are made of"),
        "Vitamin K2 is what your bones are made of",
        Grade.UNSUPPORTED,
        gettext_noop(
            "Bone is mineral, mostly calcium and phosphate, set in a frame of collagen. Vitamin K helps "
            "some proteins of bone to work; no bone is built from it."
        ),
        (
            "General physiology (from memory, well established)",
            "EFSA NDA 2009 doi 10.2903/j.efsa.2009.1228 (accepts a statement on normal bone)",
        ),
    ),
    Claim(
        "E02",
        gettext_noop("K2 and osteocalcin"),
        "K2 activates Osteocalcin",
        Grade.SUPPORTED,
        gettext_noop(
            "In trials, people given vitamin K had less of the inactive form of osteocalcin. Microgram "
            "for microgram MK-7 did more than K1, but K1 works too."
        ),
        (
            "Schurgers 2007 Blood 109:3279",
            "Emaus 2010 Osteoporos Int 21:1731",
            "Knapen 2013 Osteoporos Int 24:2499",
        ),
    ),
    Claim(
        "E03",
        gettext_noop("Bone density and fractures"),
        "improving bone density and reducing fracture risk",
        Grade.MIXED,
        gettext_noop(
            "Over three years 180 µg MK-7 a day slowed bone loss in spine and femoral neck, not in the "
            "hip; over one year 360 µg changed nothing. Pooled trials do not settle whether fractures "
            "become fewer, and the most hopeful early pooling leaned on trials that are doubted today."
        ),
        (
            "Knapen 2013 Osteoporos Int 24:2499",
            "Emaus 2010 Osteoporos Int 21:1731",
            "Cockayne 2006 Arch Intern Med 166:1256",
            "Torgerson 2018 JAMA Intern Med 178:863 (caution)",
            "Huang 2015 Osteoporos Int doi 10.1007/s00198-014-2989-6",
            "Mott 2019 Osteoporos Int 30:1543",
            "Ma 2022 Front Public Health 10:979649",
        ),
    ),
    Claim(
        "E04",
        gettext_noop("K2 and matrix Gla protein"),
        "K2 activates Matrix Gla Protein (MGP), the most powerful inhibitor of soft tissue calcification",
        Grade.SUPPORTED,
        gettext_noop(
            "MGP does hold calcification back, and it needs vitamin K for that. MK-7 lowers its inactive "
            "form in blood reliably; K1 can do the same. That nothing is more powerful goes further than "
            "the sources do."
        ),
        (
            "Schurgers 2007 Blood 109:2823",
            "Knapen 2015 Thromb Haemost 113:1135",
            "Diederichsen 2022 Circulation 145:1387",
            "Shea 2021 review PMC8166540",
        ),
    ),
    Claim(
        "E05",
        gettext_noop("Calcium pulled out of arteries"),
        "effectively pulling it out […] the 2006 study in the Journal of Nutrition",
        Grade.UNSUPPORTED,
        gettext_noop(
            "Nobody has shown in people that MGP takes calcium out of an artery. Which study the "
            "article means is not said, and none was found that fits. "
            "A 2006 paper of that journal is about natto and bone, "
            "and a 2004 one about arteries only observed what people ate."
        ),
        (
            "Ikeda 2006 J Nutr 136:1323 (bone)",
            "Geleijnse 2004 J Nutr 134:3100 (arteries, observational)",
            "Schurgers 2007 Blood 109:2823 (rats)",
        ),
    ),
    Claim(
        "E06",
        gettext_noop("K1 and K2 as different substances"),
        "function is entirely distinct from Vitamin K1",
        Grade.OVERSTATED,
        gettext_noop(
            "One enzyme uses both, the body makes MK-4 out of K1, and both activate MGP and osteocalcin. "
            "What differs is how long they stay in blood and where they go. No trial has shown a benefit "
            "that only K2 has."
        ),
        (
            "NIH ODS vitamin K fact sheet",
            "Shea 2021 review PMC8166540",
            "Shea 2009 AJCN 89:1799",
            "EFSA NDA 2017 doi 10.2903/j.efsa.2017.4780",
        ),
    ),
    Claim(
        "E07",
        gettext_noop("The calcium paradox"),
        "the excess calcium deposits in the delicate linings of blood vessels",
        Grade.OVERSTATED,
        gettext_noop(
            "Vessels calcify by an active process driven by age, kidney disease, diabetes, smoking and "
            "blood lipids. Low vitamin K may be one part of it. That calcium moves there for want of K2 "
            "has not been established in people."
        ),
        (
            "Shea 2021 review PMC8166540",
            "Vlasschaert 2020 Nutrients 12:2909",
            "EFSA NDA 2012 doi 10.2903/j.efsa.2012.2714 (heart claim not established)",
        ),
    ),
    Claim(
        "E08",
        gettext_noop("How many people lack K2"),
        "the vast majority of the Western population K2-deficient",
        Grade.UNSUPPORTED,
        gettext_noop(
            "There is no agreed need for K2 and no blood value below which it is lacking, so nobody can "
            "count those who lack it. EFSA judged the data on menaquinones too thin for any value."
        ),
        (
            "EFSA NDA 2017 doi 10.2903/j.efsa.2017.4780",
            "IOM 2001",
            "MHLW 2025 (K1 and K2 not told apart)",
        ),
    ),
    Claim(
        "E09",
        gettext_noop("Where MK-7 comes from"),
        "MK-7 is produced almost exclusively through deep bacterial fermentation",
        Grade.SUPPORTED,
        gettext_noop(
            "No known food comes near natto made with Bacillus subtilis natto. Cheonggukjang and other "
            "fermented soy hold MK-7 as well; what cheese holds is mostly longer menaquinones."
        ),
        (
            "Tsukamoto 2000 J Bone Miner Metab 18:216",
            "Schurgers and Vermeer 2000 Haemostasis 30:298",
            "Vermeer 2018 Nutrients 10:446",
        ),
    ),
    Claim(
        "E10",
        gettext_noop("MK-7 in a serving of natto"),
        "Natto contains hundreds of micrograms of MK-7 per serving",
        Grade.SUPPORTED,
        gettext_noop(
            "Two studies found about 775 and about 1,000 µg in 100 g. A pack of 40 to 50 g then holds "
            "roughly 300 to 500 µg, three to five times what the article itself asks for."
        ),
        (
            "Tsukamoto 2000 J Bone Miner Metab 18:216",
            "Schurgers and Vermeer 2000 Haemostasis 30:298",
            "Ikeda 2006 J Nutr 136:1323",
        ),
    ),
    Claim(
        "E11",
        gettext_noop("Natto in Japanese studies"),
        "consistently linked high Natto consumption with lower rates of osteoporosis and heart disease",
        Grade.MIXED,
        gettext_noop(
            "In several Japanese cohorts people who ate natto lost bone more slowly, broke fewer bones "
            "and died less often of heart and vessel disease. These are observations, natto is more than "
            "its MK-7, and capsules of MK-7 from natto did nothing for bone in a Norwegian trial."
        ),
        (
            "Ikeda 2006 J Nutr 136:1323",
            "Kojima 2020 J Nutr 150:599",
            "Nagata 2017 AJCN 105:426",
            "Katagiri 2020 BMJ 368:m34",
            "Fujita 2025 Clin Nutr ESPEN 68:699",
            "Emaus 2010 Osteoporos Int 21:1731",
        ),
    ),
    Claim(
        "E12",
        gettext_noop("The article’s target for MK-7"),
        "50 to 100 µg per day.",
        Grade.MIXED,
        gettext_noop(
            "No authority has a target for MK-7. Between 45 and 180 µg a day lowers the inactive proteins"
            " in blood; trials that looked at bones or arteries gave 180 to 720 µg. The range is an "
            "amount that food can bring, not a dose that was shown to work."
        ),
        (
            "Theuwissen 2013 J Thromb Haemost 11:1085",
            "Knapen 2013 Osteoporos Int 24:2499",
            "Knapen 2015 Thromb Haemost 113:1135",
            "Diederichsen 2022 Circulation 145:1387",
            "EFSA NDA 2017 doi 10.2903/j.efsa.2017.4780",
            "IOM 2001",
        ),
    ),
    Claim(
        "E13",
        gettext_noop("D makes the proteins, K activates them"),
        "D3 increases the production of Osteocalcin and MGP, but K2 is required to activate them.",
        Grade.SUPPORTED,
        gettext_noop(
            "That vitamin D raises the production of these proteins and vitamin K completes them is well "
            "described. Whether people are healthier for it was not shown."
        ),
        ("van Ballegooijen 2017 Int J Endocrinol 2017:7454376",),
    ),
    Claim(
        "E14",
        gettext_noop("D3 only together with K2"),
        "They must be consumed together",
        Grade.OVERSTATED,
        gettext_noop(
            "No authority ties vitamin D to K2, and trials of vitamin D alone did not find the harm that "
            "the article suggests. Few trials tested the pair. MK-7 stays in blood for days, so sharing a"
            " meal can hardly matter."
        ),
        (
            "van Ballegooijen 2017 Int J Endocrinol 2017:7454376",
            "LeBoff 2022 NEJM 387:299 (VITAL)",
            "Diederichsen 2022 Circulation 145:1387",
            "Endocrine Society 2024 doi 10.1210/clinem/dgae290",
            "IOM 2011",
        ),
    ),
)
