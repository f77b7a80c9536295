"""Sources of the cited comparisons of channels.

``verified`` is true where each result taken from a source was compared with its abstract or its
first page; the comparisons in `mediaeco.catalog.COMPARISONS` say in their notes with what. Nothing
is claimed of the rest of a paper.
"""

from __future__ import annotations

from mediaeco.model import Citation

__all__ = ["SOURCES"]

SOURCES: tuple[Citation, ...] = (
    Citation(
        key="day2002",
        text="Day, S. X., & Schneider, P. L. (2002). Psychotherapy using distance technology: "
        "a comparison of face-to-face, video, and audio treatment. Journal of Counseling "
        "Psychology 49(4), 499-503.",
        locator="doi:10.1037/0022-0167.49.4.499",
    ),
    Citation(
        key="rees2005",
        text="Rees, C. S., & Stone, S. (2005). Therapeutic alliance in face-to-face versus "
        "videoconferenced psychotherapy. Professional Psychology: Research and Practice "
        "36(6), 649-653.",
        locator="doi:10.1037/0735-7028.36.6.649",
        verified=True,
    ),
    Citation(
        key="ghosh1997",
        text="Ghosh, G. J., McLaren, P. M., & Watson, J. P. (1997). Evaluating the alliance in "
        "videolink teletherapy. Journal of Telemedicine and Telecare 3(suppl. 1), 33-35.",
    ),
    Citation(
        key="germain2010",
        text="Germain, V., Marchand, A., Bouchard, S., Guay, S., & Drouin, M.-S. (2010). "
        "Assessment of the therapeutic alliance in face-to-face or videoconference "
        "treatment for posttraumatic stress disorder. Cyberpsychology, Behavior, and "
        "Social Networking 13(1), 29-35.",
        locator="doi:10.1089/cyber.2009.0139",
        verified=True,
    ),
    Citation(
        key="morgan2008",
        text="Morgan, R. D., Patrick, A. R., & Magaletta, P. R. (2008). Does the use of "
        "telemental health alter the treatment experience? Inmates' perceptions of "
        "telemental health versus face-to-face treatment modalities. Journal of "
        "Consulting and Clinical Psychology 76(1), 158-162.",
        locator="doi:10.1037/0022-006X.76.1.158",
    ),
    Citation(
        key="ertelt2011",
        text="Ertelt, T. W., et al. (2011). Therapeutic factors affecting the cognitive "
        "behavioral treatment of bulimia nervosa via telemedicine versus face-to-face "
        "delivery. International Journal of Eating Disorders 44(8), 687-691.",
        locator="doi:10.1002/eat.20874",
        verified=True,
    ),
    Citation(
        key="cipolletta2018",
        text="Cipolletta, S., & Mocellin, D. (2018). Online counseling: an exploratory survey "
        "of Italian psychologists' attitudes towards new ways of interaction. "
        "Psychotherapy Research 28(6), 909-924.",
        locator="doi:10.1080/10503307.2016.1259533",
        verified=True,
    ),
    Citation(
        key="roesler2017",
        text="Roesler, C. (2017). Tele-analysis: the use of media technology in psychotherapy "
        "and its impact on the therapeutic relationship. Journal of Analytical Psychology "
        "62(3), 372-394.",
    ),
    Citation(
        key="kotera2021",
        text="Kotera, Y., Kaluzeviciute, G., Lloyd, C., Edwards, A.-M., & Ozaki, A. (2021). "
        "Qualitative investigation into therapists' experiences of online therapy: "
        "implications for working clients. International Journal of Environmental "
        "Research and Public Health 18(19), 10295.",
        locator="doi:10.3390/ijerph181910295",
        verified=True,
    ),
    Citation(
        key="chen2021",
        text="Chen, C. K., et al. (2021). On teletherapy and the deepening of the therapeutic "
        "connection. (Recalled by its authors, year and claim; title and place not read).",
    ),
    Citation(
        key="leibert2006",
        text="Leibert, T., & Archer, J., Jr. (2006). An exploratory study of client "
        "perceptions of internet counseling and the therapeutic alliance. Journal of "
        "Mental Health Counseling 28(1), 69-83.",
        locator="doi:10.17744/mehc.28.1.f0h37djrw89nv6vb",
    ),
    Citation(
        key="cook2002",
        text="Cook, J. E., & Doyle, C. (2002). Working alliance in online therapy as compared "
        "to face-to-face therapy: preliminary results. CyberPsychology & Behavior 5(2), "
        "95-105.",
        locator="doi:10.1089/109493102753770480",
        verified=True,
    ),
    Citation(
        key="holmes2012",
        text="Holmes, C., & Foster, V. (2012). A preliminary comparison study of online and "
        "face-to-face counseling: client perceptions of three factors. Journal of "
        "Technology in Human Services 30(1), 14-31.",
        locator="doi:10.1080/15228835.2012.662848",
        verified=True,
    ),
    Citation(
        key="reynolds2013",
        text="Reynolds, D. J., Jr., Stiles, W. B., Bailer, A. J., & Hughes, M. R. (2013). "
        "Impact of exchanges and client-therapist alliance in online-text psychotherapy. "
        "Cyberpsychology, Behavior, and Social Networking 16(5), 370-377.",
        locator="doi:10.1089/cyber.2012.0195",
        verified=True,
    ),
    Citation(
        key="reynolds2014",
        text="Reynolds, D. J., Jr. (2014). How do client and therapists in online text therapy "
        "experience their exchanges and relationship? Annual Review of Cybertherapy and "
        "Telemedicine 2014, 123-127.",
        locator="doi:10.3233/978-1-61499-401-5-123",
        verified=True,
    ),
    Citation(
        key="vanlotringen2021",
        text="van Lotringen, C. M., Jeken, L., Westerhof, G. J., ten Klooster, P. M., Kelders, "
        "S. M., & Noordzij, M. L. (2021). Responsible relations: a systematic scoping "
        "review of the therapeutic alliance in text-based digital psychotherapy. "
        "Frontiers in Digital Health 3, 689750.",
        locator="doi:10.3389/fdgth.2021.689750",
        verified=True,
    ),
    Citation(
        key="norwood2018",
        text="Norwood, C., Moghaddam, N. G., Malins, S., & Sabin-Farrell, R. (2018). Working "
        "alliance and outcome effectiveness in videoconferencing psychotherapy: a "
        "systematic review and noninferiority meta-analysis. Clinical Psychology & "
        "Psychotherapy 25(6), 797-808.",
        locator="doi:10.1002/cpp.2315",
    ),
    Citation(
        key="seuling2024",
        text="Seuling, P. D., Fendel, J. C., Spille, L., Göritz, A. S., & Schmidt, S. (2024). "
        "Therapeutic alliance in videoconferencing psychotherapy compared to "
        "psychotherapy in person: a systematic review and meta-analysis. Journal of "
        "Telemedicine and Telecare.",
        locator="doi:10.1177/1357633X231161774",
        verified=True,
    ),
    Citation(
        key="mercadal2022",
        text="Mercadal Rotger, J., & Cabré, V. (2022). Therapeutic alliance in online and "
        "face-to-face psychological treatment: comparative study. JMIR Mental Health "
        "9(5), e36775.",
        locator="doi:10.2196/36775",
        verified=True,
    ),
    Citation(
        key="probst2019",
        text="Probst, G. H., Berger, T., & Flückiger, C. (2019). The alliance-outcome relation "
        "in internet-based interventions for psychological disorders: a correlational "
        "meta-analysis. Verhaltenstherapie.",
        locator="https://boris-portal.unibe.ch/entities/publication/a065628c-b5e1-44c3-acb1-4e4d4459d218",
        verified=True,
    ),
    Citation(
        key="kaiser2021",
        text="Kaiser, J., Hanschmidt, F., & Kersting, A. (2021). The association between "
        "therapeutic alliance and outcome in internet-based psychological interventions: "
        "a meta-analysis. Computers in Human Behavior 114, 106512.",
        locator="doi:10.1016/j.chb.2020.106512",
    ),
    Citation(
        key="fluckiger2018",
        text="Flückiger, C., Del Re, A. C., Wampold, B. E., & Horvath, A. O. (2018). The "
        "alliance in adult psychotherapy: a meta-analytic synthesis. Psychotherapy 55(4), "
        "316-340.",
        locator="doi:10.1037/pst0000172",
        verified=True,
    ),
    Citation(
        key="fluckiger2026",
        text="Flückiger, C., et al. (2026). A correlational meta-analysis of alliance and "
        "outcome in internet-based interventions. Journal of Consulting and Clinical "
        "Psychology 94(4), 187-196. (Title in our words).",
        locator="doi:10.1037/ccp0001005",
        verified=True,
    ),
    Citation(
        key="song2023",
        text="Song, J., Litvin, B., Allred, R., Chen, S., Hull, T. D., & Areán, P. A. (2023). "
        "Comparing message-based psychotherapy to once-weekly, video-based psychotherapy "
        "for moderate depression: randomized controlled trial. Journal of Medical "
        "Internet Research 25, e46052.",
        locator="doi:10.2196/46052",
        verified=True,
    ),
    Citation(
        key="messagetrial2024",
        text="Randomized trial of the effectiveness of videoconferencing-based versus message- "
        "based psychotherapy on depression (2024). Psychiatric Services. (Authors not "
        "read).",
        locator="doi:10.1176/appi.ps.20230176",
        verified=True,
    ),
    Citation(
        key="messagetrial2025",
        text="Trial of message-based and video-based psychotherapy for depression (2025). JAMA "
        "Network Open. (Read in reports only; authors and title not read).",
    ),
    Citation(
        key="bouchard2007",
        text="Bouchard, S., Robillard, G., Marchand, A., Renaud, P., & Riva, G. (2007). "
        "Presence and the bond between patients and their psychotherapists in the "
        "cognitive-behavior therapy of panic disorder with agoraphobia delivered in "
        "videoconference. PRESENCE 2007.",
        verified=True,
    ),
    Citation(
        key="marcotte2021",
        text="Marcotte-Beaumier, G., Bouchard, S., Gosselin, P., Langlois, F., Belleville, G., "
        "Marchand, A., & Dugas, M. J. (2021). The role of intolerance of uncertainty and "
        "working alliance in the outcome of cognitive behavioral therapy for generalized "
        "anxiety disorder delivered by videoconference: mediation analysis. JMIR Mental "
        "Health 8(3), e24541.",
        locator="doi:10.2196/24541",
        verified=True,
    ),
    Citation(
        key="falkenstrom2019",
        text="Falkenström, F., Kuria, M., Othieno, C., & Kumar, M. (2019). Working alliance "
        "predicts symptomatic improvement in public hospital-delivered psychotherapy in "
        "Nairobi, Kenya. Journal of Consulting and Clinical Psychology 87(1), 46-55.",
        locator="doi:10.1037/ccp0000363",
        verified=True,
    ),
    Citation(
        key="zilchamano2016",
        text="Zilcha-Mano, S., Muran, J. C., Hungr, C., Eubanks, C. F., Safran, J. D., & "
        "Winston, A. (2016). The relationship between alliance and outcome: analysis of a "
        "two-person perspective on alliance and session outcome. Journal of Consulting "
        "and Clinical Psychology 84(6), 484-496.",
        locator="doi:10.1037/ccp0000058",
        verified=True,
    ),
    Citation(
        key="swift2012",
        text="Swift, J. K., & Greenberg, R. P. (2012). Premature discontinuation in adult "
        "psychotherapy: a meta-analysis. Journal of Consulting and Clinical Psychology "
        "80(4), 547-559.",
        locator="doi:10.1037/a0028226",
        verified=True,
    ),
)
