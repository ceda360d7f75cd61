"""Deadline phrases of the plans, and of people who write like them, against the days a careful reader gives them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.core.calendar.deadline import Calendar, Deadline, Per, Precision, Recurrence, read_deadline

# due_from..due | start | precision | recurrence | phrases with that reading. These phrases name their year.
DATED = """
..2021-05-31||month|| vóór juni 2021; Vóór  Juni 2021; voor juni 2021; voór juni 2021; before June 2021; Voor jun. 2021
..2021-04-30||month|| vóór mei 2021; gereed vóór mei 2021; until May 2021; prior to May 2021
..2021-09-30||month|| vóór oktober 2021; vóór okt 2021; uiterlijk vóór oktober '21; eerder dan oktober 2021
..2021-12-31||year|| vóór 2022; voor 2022; before 2022; tot 2022
..2023-12-31||year|| tot 2024
..2029-12-31||year|| tot 2030
..2021-09-30||quarter|| vóór Q4 2021; voor het vierde kwartaal van 2021; voor het laatste kwartaal van 2021
..2021-06-30||day|| voor 1 juli 2021; before 1 July 2021; tot 1 juli 2021; vóór 01-07-2021; till July 1, 2021
..2021-03-21||week|| voor week 12 2021
..2021-05-31||season|| voor de zomer van 2021; before the summer of 2021
..2021-05-14||around|| vóór medio 2021
..2021-06-30||month|| uiterlijk juni 2021; uiterlijk in juni 2021; t/m juni 2021; tot en met juni 2021; by June 2021
..2022-10-31||month|| tot en met oktober 2022; t/m oktober 2022; tot uiterlijk oktober 2022
..2023-12-31||year|| t/m 2023; tot en met 2023; through 2023; uiterlijk 2023; tm 2023; up to and including 2023
..2025-12-31||year|| by 2025; uiterlijk eind 2025; by the end of 2025; before the end of 2025; by end of 2025
..2021-07-01||day|| no later than 1 July 2021; uiterlijk 1 juli 2021; uiterlijk op 1 juli 2021; on or before 1-7-2021
..2021-07-01||day|| niet later dan 1 juli 2021; voor of op 1 juli 2021; op zijn laatst 1 juli 2021; by July 1st 2021
..2021-07-15||around|| uiterlijk medio 2021
..2021-12-31||year|| eind 2021; Eind 2021; eind 2021 gereed; einde 2021; het einde van 2021; aan het eind van 2021
..2021-12-31||year|| ultimo 2021; voor eind 2021; voor het einde van 2021; tot eind 2021; end of 2021; is eind 2021
..2021-12-31||year|| tegen het eind van 2021; per eind 2021; late 2021; jaareinde 2021; by year-end 2021; eind jaar 2021
..2021-05-31||season|| nog voor de zomer van 2021
..2021-03-31||month|| eind maart 2021; ultimo maart 2021; eind mrt '21; end of March 2021; at the end of March 2021
..2024-02-29||month|| eind februari 2024
..2021-09-30||quarter|| eind Q3 2021; eind van het derde kwartaal van 2021; end of Q3 2021
2021-07-01..2021-09-30||quarter|| Q3 2021; Q3 2021.; in Q3 2021; Q3-2021; Q3 '21; 2021-Q3; 2021Q3; 2021 Q3; 2021K3
2021-07-01..2021-09-30||quarter|| K3 2021; 2021/Q3; kw3 2021
2021-07-01..2021-09-30||quarter|| 3e kwartaal 2021; 3de kwartaal 2021; derde kwartaal van 2021; kwartaal 3 2021
2021-07-01..2021-09-30||quarter|| kwartaal 3 van 2021
2021-07-01..2021-09-30||quarter|| het derde kwartaal van 2021; third quarter of 2021; the 3rd quarter of 2021
2021-07-01..2021-09-30||quarter|| in Q3 van 2021
2021-07-01..2021-09-30||quarter|| 3e kw 2021; 3e kw. '21; Q 3 2021; 2021, Q3; 2021 3e kwartaal; 2021 (Q3); Q3 (2021)
2021-07-01..2021-12-31||span|| Q3 en Q4 2021; Q3 & Q4 2021; derde en vierde kwartaal 2021; 3e t/m 4e kwartaal van 2021
2021-05-01..2021-06-30||span|| mei en juni 2021; in mei en juni 2021; May to June 2021; from May to June 2021
2021-01-01..2021-03-31||quarter|| in Q1 2021; Q1 2021
2023-01-01..2023-03-31||quarter|| eerste kwartaal 2023; Eerste kwartaal 2023
2021-10-01..2021-12-31||quarter|| laatste kwartaal 2021; last quarter of 2021; Q4 2021
2021-05-15..2021-07-15||around|| medio 2021; medio 2021 gereed; (medio 2021); medio 2021 (gereed); is medio 2021
2021-05-15..2021-07-15||around|| 'medio 2021'
2021-05-15..2021-07-15||around|| half 2021; halverwege 2021; mid 2021; mid-2021; midden 2021; the middle of 2021
2021-05-15..2021-07-15||around|| Medio 2021
2022-05-15..2022-07-15||around|| medio 2022
2021-03-10..2021-03-20||around|| medio maart 2021; mid-March 2021; half maart 2021; halverwege maart 2021
2021-05-10..2021-05-20||around|| half mei 2021; medio mei 2021
2021-08-01..2021-08-31||around|| medio Q3 2021
2021-03-01..2021-04-30||around|| medio H1 2021
2021-01-01..2021-03-31||around|| begin 2021; begin van 2021; het begin van 2021; early 2021; the beginning of 2021
2021-01-01..2021-03-31||around|| start of 2021
2023-01-01..2023-03-31||around|| begin 2023; Begin 2023; in het begin van 2023
2021-05-01..2021-05-10||around|| begin mei 2021; early May 2021
2021-07-01..2021-07-31||around|| begin Q3 2021
2021-07-01..2021-08-31||around|| begin van de tweede helft van 2021
2021-01-01..2021-12-31||year|| in 2021; 2021; gedurende 2021; In 2021; heel 2021; het hele jaar 2021
2021-01-01..2021-12-31||year|| het gehele jaar 2021
2021-01-01..2021-12-31||year|| in '21; in de loop van 2021; het jaar 2021; kalenderjaar 2021; during 2021
2021-01-01..2021-12-31||year|| loop van 2021; binnen 2021; nog in 2021; throughout 2021
2021-01-01..2021-12-31||year|| the year 2021; 2021; geheel 2021; in geheel 2021; the whole of 2021
2021-01-01..2023-12-31||span|| 2021, 2022 en 2023; in 2021, 2022 en 2023; 2021, 2022 and 2023; 2021, 2022, and 2023
2021-05-01..2021-07-31||span|| mei, juni en juli 2021; in May, June and July 2021
2021-01-01..2021-12-31||span|| Q1, Q2, Q3 en Q4 2021
2021-11-01..2022-01-31||span|| november, december 2021 en januari 2022
..2021-06-15||day|| 15 juni 2021 uiterlijk; 15 juni 2021, uiterlijk; op 15 juni 2021 uiterlijk
..2021-06-15||day|| 15 June 2021 at the latest; by 15 June 2021 at the latest; 15 juni 2021 op zijn laatst
..2021-12-31||year|| eind 2021 uiterlijk; end of 2021 at the latest
..2021-12-31||year|| uiterlijk in de loop van 2021; in de loop van 2021 uiterlijk
..2021-12-31||year|| in the course of 2021 at the latest
2021-06-30..2021-06-30||day|| laatste dag van juni 2021; op de laatste dag van juni 2021; de laatste dag van Q2 2021
2021-06-30..2021-06-30||day|| the last day of June 2021; on the last day of June 2021
2021-07-01..2021-07-01||day|| eerste dag van juli 2021; the first day of Q3 2021
..2021-12-31||day|| uiterlijk de laatste dag van 2021; by the last day of 2021
2023-01-01..2023-12-31||year|| anno 2023; in 2023; gereed in 2023
2030-01-01..2030-12-31||year|| in 2030; in 2030.; in 2030 gerealiseerd
1990-01-01..1990-12-31||year|| in 1990
2100-01-01..2100-12-31||year|| in 2100
2020-01-01..2021-12-31||span|| in 2020/2021; 2020-2021; 2020 / 2021; 2020 t/m 2021
2021-01-01..2023-12-31||span|| 2021-2023; 2021 tot 2024; 2021 – 2023; 2021 t/m 2023; 2021 tot en met 2023
2021-01-01..2023-12-31||span|| periode: 2021-2023
2021-01-01..2023-12-31||span|| 2021 tot 2024 (3 jaar); 3 jaar (2021 tot 2024); Periode: 3 jaar (2021 tot 2024)
2021-01-01..2023-12-31||span|| de periode 2021-2023
2023-01-01..2026-12-31||span|| (2023 – 2026); vier jaar (2023 – 2026); 2023–2026
2019-01-01..2021-12-31||span|| tussen 2019 en 2021; 2019-2021; between 2019 and 2021
2021-01-01..2024-12-31||span|| 2021 to 2024; periode 2021-2024; looptijd 2021-2024
2021-01-01..2022-12-31||span|| 2021 en 2022; in 2021 en 2022; 2021 and 2022
2024-01-01..2029-12-31||span|| 2024-2029; 2024 t/m 2029
2020-01-01..2030-12-31||span|| 2020-2030
2021-01-01..2021-06-30||half-year|| 2021-H1; H1 2021; eerste helft 2021; eerste helft van 2021; 1e halfjaar 2021
2021-01-01..2021-06-30||half-year|| first half of 2021
2021-07-01..2021-12-31||half-year|| tweede halfjaar 2021; tweede half jaar van 2021; de tweede helft van 2021; 2021H2
2021-07-01..2021-12-31||half-year|| H2 2021
2023-07-01..2023-12-31||half-year|| Tweede helft 2023
2021-03-01..2021-03-31||month|| maart 2021; Maart 2021 gereed; Maart 2021 is beschikbaar; is maart 2021 gereed
2021-03-01..2021-03-31||month|| maart '21; mrt 2021
2021-03-01..2021-03-31||month|| 2021-03; 03-2021; 3/2021; March 2021; Mar. 2021; in maart van 2021; 2021 maart
2021-03-01..2021-03-31||month|| de maand maart 2021
2021-06-01..2021-06-30||month|| juni 2021 geïmplementeerd; juni 2021; is juni 2021 geïmplementeerd; June 2021; jun '21
2021-06-01..2021-06-30||month|| jun'21
2021-01-01..2021-01-31||month|| Januari 2021; jan. 2021; jan 2021; January 2021
2021-12-01..2021-12-31||month|| december 2021 gereed; is december 2021 gereed; dec. 2021; in december 2021
2020-11-01..2020-11-30||month|| november 2020; nov 2020
2023-07-01..2023-07-31||month|| Juli 2023; July 2023; jul. 2023
2023-04-01..2023-04-30||month|| april 2023; in april 2023; apr 2023
2021-08-01..2021-08-31||month|| augustus 2021; aug. 2021; August 2021
2021-09-01..2021-09-30||month|| september 2021; sept. 2021; sep 2021; in september 2021
2024-02-01..2024-02-29||month|| februari 2024; feb. 2024
2021-06-30..2021-06-30||day|| 30-06-2021; 30/6/2021; 2021-06-30; 30.06.2021; 30 juni 2021; op 30 juni 2021
2021-06-30..2021-06-30||day|| 30-jun-2021; 30-jun-21; 30-6-'21; woensdag 30 juni 2021
2021-06-30..2021-06-30||day|| op wo 30-06-2021; Wednesday 30 June 2021
2021-06-30..2021-06-30||day|| 30 – 6 – 2021
2021-06-30..2021-06-30||day|| June 30, 2021; 30th of June 2021; 30 jun. 2021; on 30 June 2021; 30-6-21
2021-07-01..2021-07-01||day|| 1 juli 2021; 1e juli 2021; July 1st, 2021; 1st July 2021
2024-01-24..2024-01-24||day|| op 24 januari 2024; 24 januari 2024
2022-01-01..2022-01-01||day|| per 1 januari 2022; per 1/1/22; per 1-1-2022
2021-11-01..2021-11-01||day|| per 1/11/21; 1/11/21
2021-01-01..2021-01-01||day|| per 1 januari 2021
2023-03-16..2023-03-16||day|| per 16 maart 2023
2023-05-16..2023-05-16||day|| 16 mei 2023
2022-07-04..2022-07-04||day|| 4-7-2022
2024-02-29..2024-02-29||day|| 29-02-2024
2021-03-22..2021-03-28||week|| week 12 2021; 2021-W12; wk 12 2021; week 12 van 2021; in week 12 2021; week 12, 2021
2020-12-28..2021-01-03||week|| week 53 2020
2023-03-01..2023-05-31||season|| voorjaar 2023; lente 2023; spring 2023; in het voorjaar van 2023
2021-06-01..2021-08-31||season|| zomer 2021; de zomer van 2021; summer of 2021
2021-09-01..2021-11-30||season|| najaar 2021; herfst 2021; autumn 2021; het najaar van 2021
2023-12-01..2024-02-29||season|| winter 2023/2024; winter 2023-2024; de winter van 2023/24
2021-05-01..2021-07-31||span|| tussen mei en juli 2021; between May and July 2021; mei t/m juli 2021
2021-05-01..2021-07-31||span|| tussen mei 2021 en juli 2021
2021-03-01..2021-06-30||span|| van maart tot en met juni 2021; maart-juni 2021; maart t/m juni 2021
2021-03-01..2021-06-30||span|| from March through June 2021
2021-03-01..2021-06-30||span|| van maart tot juli 2021; maart 2021 - juni 2021; in de periode maart-juni 2021
2021-03-01..2021-06-30||span|| 2021-03/2021-06
2021-05-01..2021-06-30||span|| mei/juni 2021; mei 2021 t/m juni
2021-11-01..2022-02-28||span|| van november 2021 tot maart 2022
2021-03-01..2021-03-15||span|| 1 t/m 15 maart 2021; 1-15 maart 2021; tussen 1 en 15 maart 2021; 1-3-2021 t/m 15-3-2021
2021-01-01..2021-06-30||span|| Q1-Q2 2021; Q1 t/m Q2 2021; tussen Q1 en Q2 2021; 2021-Q1 tot 2021-Q3
2021-03-01..2022-12-31||span|| van maart 2021 tot eind 2022; from March 2021 until 2023; maart 2021 t/m 2022
..2022-12-31|2021-03-01|span|| vanaf maart 2021 tot eind 2022; vanaf maart 2021 t/m 2022
..|2021-01-01|open|| vanaf januari 2021; met ingang van januari 2021; from January 2021; m.i.v. januari 2021
..|2021-01-01|open|| since January 2021; vanaf 2021; Sinds 2021; v.a. 1 januari 2021; from January 2021 onwards
..|2021-03-01|open|| Vanaf maart 2021; ingaande 1 maart 2021
..|2019-03-01|open|| sinds maart 2019
..|2021-07-01|open|| vanaf Q3 2021; as of Q3 2021
2021-01-01..2021-12-31||year|3 year| drie keer in 2021; in 2021 drie keer; 3x in 2021; three times in 2021
2021-01-01..2021-12-31||year|3 year| drie maal gedurende 2021
2021-01-01..2021-12-31||year|2 year| twee keer per jaar in 2021; in 2021 twee keer per jaar; twice a year in 2021
2021-07-01..2021-09-30||quarter|2 quarter| twee keer in Q3 2021
2021-01-01..2023-12-31||span|3 plan| drie keer in 2021-2023
..2021-06-30||month|2 plan| twee keer vóór juli 2021
2021-01-01..2021-12-31||year|1 quarter| elk kwartaal in 2021; elk kwartaal van 2021; in 2021 ieder kwartaal
2021-01-01..2021-12-31||year|1 quarter| every quarter of 2021
2021-01-01..2023-12-31||span|1 half-year| elk half jaar van 2021 tot 2024; ieder halfjaar, 2021-2023
..|2022-01-01|open|1 year| jaarlijks vanaf 2022; vanaf 2022 jaarlijks; every year from 2022; eind elk jaar vanaf 2022
2021-01-01..2023-12-31||span|1 quarter| elk kwartaal in 2021, 2022 en 2023
..2023-12-31||year|1 quarter| elk kwartaal t/m 2023
..||plan|1 quarter| elk kwartaal; ieder kwartaal; per kwartaal; eens per kwartaal; quarterly; elke drie maanden
..||plan|1 half-year| ieder half jaar; elk half jaar; elk halfjaar; halfjaarlijks; every half year; elke 6 maanden
..||plan|1 year| jaarlijks; Jaarlijks; ieder jaar; elk jaar; één keer per jaar; een keer per jaar; 1x per jaar; yearly
..||plan|1 year| once a year
..||plan|1 year| eind elk jaar; aan het eind van elk jaar; eind van ieder jaar; uiterlijk eind elk jaar
..||plan|1 year| end of every year; at the end of each year; by the end of each year; elk kalenderjaar
..||plan|1 quarter| eind elk kwartaal; at the end of every quarter
..||plan|1 half-year| om het half jaar; om het halfjaar
..||plan|1 month| maandelijks; elke maand; iedere maand; every month; maandelijkse
..||plan|52 year| wekelijks; Wekelijkse; elke week; weekly; één keer per week
..||plan|2 year| twee keer per jaar; 2x per jaar; tweemaal per jaar; 2 x per jaar; twice a year; 2x/jaar
..||plan|2 year| 2× per jaar; min. 2x per jaar; 2x p.j.; 2x p/j
..||plan|2 year| minimaal twee keer per jaar; 2 keer per kalenderjaar; twice per calendar year
..||plan|2 year| 2 x jaarlijks; 2x jaarlijks; tweemaal jaarlijks; twice yearly; twice annually; two times yearly
..||plan|3 year| drie keer per jaar; driemaal per jaar; three times a year; ieder jaar drie keer; 3 keer in het jaar
..||plan|12 year| twaalf keer per jaar; 12x per jaar
..||plan|3 plan| drie keer; drie maal; 3x; three times
..||plan|1 plan| eenmalig; één keer; once
..||plan|1 2y| eens per twee jaar; eens in de twee jaar; om de twee jaar; om de 2 jaar; elke 2 jaar; iedere twee jaar
..||plan|1 2y| tweejaarlijks; tweejaarlijkse; 2-jaarlijks; om het jaar; 1x per 2 jaar; 1x/2 jaar; elke 24 maanden
..||plan|1 2y| every two years; every other year; every second year; biennially; once every two years; once in two years
..||plan|1 3y| eens in de drie jaar; driejaarlijks; elke drie jaar; om de drie jaar; triennially; every 36 months
..||plan|2 3y| twee keer in drie jaar; 2x per 3 jaar; in drie jaar twee keer; two times in three years
..||plan|2 3y| twice every three years; elke drie jaar twee keer; tweemaal in de drie jaar; twee keer in drie jaar tijd
..||plan|1 4y| eens per vier jaar; vierjaarlijks; every four years
..||plan|1 5y| eens in de vijf jaar; vijfjaarlijkse; every five years
2024-01-01..2027-12-31||span|1 2y| elke 2 jaar in 2024-2027; tweejaarlijks van 2024 t/m 2027
..|2025-01-01|open|1 2y| tweejaarlijks vanaf 2025; every two years from 2025
..2030-12-31||year|| tegen 2030; tegen eind 2030; tegen het einde van 2030; uiterlijk in 2030; by 2030
..2030-06-30||month|| tegen juni 2030; tegen eind juni 2030; by June 2030
..2030-05-01||day|| tegen 1 mei 2030
2023-01-01..2025-12-31||span|| 2023-2025; 2023/2025; 2023 – 2025; van 2023 tot en met 2025; from 2023 to 2025
..2024-07-31||span|| vóór het schooljaar 2024-2025; voor het schooljaar 2024/25; before the 2024/25 school year
2024-08-01..2024-10-31||around|| begin schooljaar 2024-2025; het begin van schooljaar 2024/25
2024-09-01..2024-11-30||around|| begin studiejaar 2024-2025; start of the academic year 2024/25
2024-09-01..2025-08-31||span|| academic year 2024/25; the 2024-25 academic year; in het collegejaar 2024/2025
"""

# Read with year=2021.
YEARLESS = """
2021-04-01..2021-06-30||quarter|| Q2; in Q2; tweede kwartaal; het tweede kwartaal; kwartaal 2
2021-10-01..2021-12-31||quarter|| Q4
..2021-04-30||month|| vóór mei; before May
..2021-04-30||day|| voor 1 mei; uiterlijk voor 1 mei
2021-05-15..2021-07-15||around|| medio; halverwege; Medio gereed
2021-01-01..2021-03-31||around|| begin
..2021-12-31||year|| eind; ultimo; eind van het jaar; voor het einde van het jaar
..2021-12-31||year|| einde jaar; jaareinde
..2021-12-31||month|| eind december
2021-11-01..2021-11-30||month|| in november; november; nov.
2021-01-24..2021-01-24||day|| op 24 januari; 24 januari; 24 jan
2021-03-10..2021-03-20||around|| medio maart
2021-05-01..2021-07-31||span|| tussen mei en juli; mei-juli
2021-01-01..2021-06-30||half-year|| eerste helft; H1; eerste half jaar
2021-03-22..2021-03-28||week|| week 12
2021-06-01..2021-08-31||season|| de zomer
..|2021-03-01|open|| vanaf maart
..2021-12-31||year|| eind kalenderjaar; end of the calendar year
2021-04-01..2021-06-30||quarter|3 quarter| drie keer in Q2
2022-04-01..2022-06-30||quarter|| Q2 2022; in Q2 2022
..2023-04-30||month|| voor mei 2023
"""

# Read in a plan of 2021-01-01..2023-12-31.
PLANNED = """
..2023-12-31|2021-01-01|open|| vanaf januari 2021; Vanaf  januari 2021
2021-01-01..2023-12-31||plan|| planperiode; in de planperiode; gedurende de hele planperiode
2021-01-01..2023-12-31||plan|| binnen de looptijd van het plan
..2023-12-31||plan|| einde planperiode; aan het eind van de planperiode
..2023-12-31||plan|| uiterlijk einde looptijd; end of the plan period
2021-01-01..2023-12-31||plan|1 half-year| ieder half jaar
2021-01-01..2023-12-31||plan|1 quarter| elk kwartaal
2021-01-01..2023-12-31||plan|3 plan| drie keer
..2023-12-31|2022-01-01|open|1 year| jaarlijks vanaf 2022
2021-01-01..2021-12-31||year|3 year| drie keer in 2021
..2022-12-31||year|| eind 2022
..2030-12-31||year|| eind 2030
..2023-12-31|2021-01-01|plan|| doorlopend; continu; permanent; structureel; blijvend; voortdurend; Doorlopend.
..2023-12-31|2021-01-01|plan|| gedurende de hele periode; de gehele periode; hele periode; gedurende het hele plan
..2023-12-31|2021-01-01|plan|| ongoing; continuous; continuously; permanently; throughout; throughout the plan
..2023-12-31|2021-01-01|plan|| doorlopend gedurende de hele periode; during the whole period; over the entire period
..2023-12-31|2021-01-01|plan|1 quarter| elk kwartaal, doorlopend; doorlopend elk kwartaal
2021-01-01..2023-12-31||plan|| hele planperiode; throughout the plan period; gedurende de looptijd
..2023-12-31||plan|| eind van de planperiode; einde looptijd; aan het einde van het plan; eind van het plan
..2023-12-31||plan|| by the end of the plan; end of the plan; before the end of the plan
..2022-12-31||year|| binnen 2 jaar; binnen twee jaar; within 2 years; within two years; in twee jaar tijd
..2022-12-31||year|| in two years' time; uiterlijk binnen 2 jaar; binnen twee jaar na de start; in 2 jaar tijd
..2022-12-31||year|| within two years of the start of the plan; binnen 2 jaar na aanvang van de planperiode
..2022-12-31||year|| twee jaar na de start; uiterlijk 2 jaar na de start van het plan; two years after the start
..2022-12-31||year|| over 2 jaar; na 2 jaar
..2023-12-31||year|| na 3 jaar; na drie jaar; after 3 years; binnen drie jaar
..2024-12-31||year|| binnen vier jaar
..2021-12-31||year|| binnen een jaar; binnen één jaar; within a year; within one year
..2022-06-30||month|| binnen 18 maanden; within 18 months; na 18 maanden
..2022-06-30||year|| binnen anderhalf jaar; within a year and a half; binnen 1,5 jaar; binnen 1.5 jaar; na 1,5 jaar
..2022-06-30||year|| within 1.5 years; within one and a half years; 1,5 jaar na de start; uiterlijk binnen 1,5 jaar
..2023-06-30||year|| binnen 2,5 jaar; within 2.5 years
..2021-03-31||day|| binnen 90 dagen na de start; within 90 days of the start of the plan; 90 days after the start
..2021-02-25||week|| binnen 8 weken na de start; 8 weken na de start van het plan; within 8 weeks of the start
..2021-01-14||week|| uiterlijk binnen twee weken na de start; twee weken na aanvang
..2021-06-30||half-year|| binnen een half jaar; binnen een halfjaar; within half a year
..2021-06-30||quarter|| binnen twee kwartalen; within two quarters
..2022-12-31||year|3 plan| drie keer binnen twee jaar
"""

# Leans on a start or an end that nobody told.
NEEDS_PLAN = (
    "binnen 2 jaar;binnen 1,5 jaar;binnen 8 weken na de start;na 3 jaar;in 2 jaar tijd;doorlopend;structureel;ongoing;"
    "throughout the plan;eind van het plan"
)

# No deadlines, impossible days, or readable in more than one way; with year=2021 as well as without.
NOT_READ = """
24/7; 24/7 spoedzorg; 1/3 deel; 1/3; 1/3 Deel vacatures; 50/50; 7x24; 24x7; 35/65; 2/1/; 24-7; 2 van 8; 10 van 13
10.000; 627.800; 9.971; 1000 bezoekers per maand; 9 of hoger; 100%; 25% reserve; 40% van; € 1,50; >1; 076 503 26 58
max 2 jaar; 3 jaar; 15 jaar; 16 jaar of ouder; 0-2 jaar; 2-5 jaar e.v; 65-74 jaar; 50-64 jarigen; 75-plussers; 65+
binnen één werkdag; binnen 24 uur; uiterlijk binnen 24 uur; binnen twee weken; een looptijd van vier jaar; half jaar
3 gezonde levensjaren; 8 wijknetwerken; 6 ambities; twee PA's; ruim 700 keer; meer dan 200 keer; urgentie 3; D3; 16.3
fase 2; OPEN Fase 2; fase 1 (module 1 en 2); module 1 en 2; NEN 7510; Zorg 3.0; Figuur 1; (2); hoofdstuk 3; COVID-19
ooit; zo spoedig mogelijk; zsm; z.s.m.; periodiek; Periodiek; op korte termijn; n.t.b.; -
dit jaar; vorig jaar; komend jaar; komende jaren; jaar; kwartaal; juist moment; tijdig; gereed; in; is; vóór; ?; ...
31-02-2021; 29-02-2021; 13-13-2021; 31 april 2021; 2021-02-30; 2021-13; 13-2021; 32 mei 2021; 00-00-2021; 31/11/21
Q5 2021; Q0 2021; kwartaal 5 2021; H3 2021; derde helft 2021; week 53 2021; week 0 2021; 01/02/03; 1/2/99; 10-12-05
winter 2021; in de winter van 2021; winter 2021/2023; schooljaar 2021; boekjaar 2021
seizoen 2024/25; schooljaar 24/26; schooljaar 05/06; jaarverslag 2020
plan van aanpak 2022; inkoopbeleid-2022; Activiteiten 2021; Hengelo, november 2020; versie 16 mei 2023; BR/CU-7145
in 2021 zijn vijf vergaderingen gehouden; eind 2021 weten alle huisartsen het; 2021 patiënten; abc2021; 2021abc; 2021?
in 1989; in 2101; 1985; 20210; 2021³; '98; vóór; eind vóór 2021; vóór vóór 2021; in vóór juni 2021; medio week 12 2021
tussen juli en mei 2021; van december tot maart 2021; 2023-2021; 31-12-2021 t/m 1-1-2021; vanaf juli 2021 tot mei 2021
2024 tot 2021; 2021 tot 2021; 2021 tot 2024 (4 jaar); vanaf eind 2021; eind 2021 t/m 2022; 2024 to 2021; per 2022
2021, 2022 en 2024; 2021, 2023; 2021, 2022; mei, juni en augustus 2021; eind 2021, eind 2022 en eind 2023
2021, mei en juni 2022; mei, juni 2021 en 2022; 30 april, mei en juni 2021; 2023, 2022 en 2021
binnen 8 weken; binnen 90 dagen; within 8 weeks; within 90 days; binnen 0 weken na de start; primo 2022; primo juni 2022
laatste dag; laatste dag van de zomer 2021; laatste dag van week 12 2021; laatste werkdag van juni 2021
vóór juni 2021 uiterlijk; uiterlijk; per maart 2022; per Q2 2022; om het kwartaal
mei en juli 2021; Q1 en Q3 2021; 2021 en 2023; eerste en derde kwartaal 2021
per januari 2022; op maart 2021; Q2 of Q3 2021; maart 2021-2022; 2021-maart 2022; eind eind 2021
jun-21; woensdag 1 juni 2021; ma 2021
24-7 2021; 24/7 2021; 1/3 2021; 2021-20; 2020/21; omstreeks 2021; ± 2021; circa mei 2021; niet voor 2022; na toen
biannually; elke zes jaar; eens in de tien jaar; every third year; dagelijks; 0 keer per jaar; 0x; soms
jaarlijks in mei 2021; wekelijks in Q3 2021; drie keer deel; elke vijf maanden
drie keer per jaar drie keer; elk kwartaal elk kwartaal; jaarlijks praktijkbezoek; Wekelijkse nieuwsbrief; in keer
2021 tot 2024 en verder; mei 2021 of later; Q3; Q3 en; voor de zomervakantie 2021; kerst 2021; na de pilot; ² 2021
Na de zomer van 2023; after August 2023; na 2021; na de zomer
"""

# Readable once a year is known, and only then.
NEEDS_YEAR = "Q3 ;juni;vóór mei;medio;begin;eind december;op 24 januari;tussen mei en juli;week 12;zomer;H1;vanaf maart"


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _case(phrase: str, window: str, start: str, precision: str, repeat: str) -> Deadline:
    due_from, due = window.split("..")
    times, _, per = repeat.partition(" ")
    recurrence = Recurrence(int(times), Per(per)) if repeat else None
    return Deadline(phrase, _day(due_from), _day(due), _day(start), Precision(precision), recurrence)


def _cases(table: str) -> list[Deadline]:
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return [_case(phrase, *cells) for *cells, same in rows for phrase in same.split("; ")]


def _phrases(table: str) -> list[str]:
    return [phrase for line in table.strip().splitlines() for phrase in line.split("; ")]


def _shown(case: object) -> str:
    return case.phrase if isinstance(case, Deadline) else str(case)


@pytest.mark.parametrize("case", _cases(DATED), ids=_shown)
@pytest.mark.parametrize("year", [None, 1999])
def test_a_phrase_with_a_year_is_read_whatever_year_is_known_besides(case: Deadline, year: int | None) -> None:
    assert read_deadline(case.phrase, year=year) == case


@pytest.mark.parametrize("case", _cases(YEARLESS), ids=_shown)
def test_a_phrase_without_a_year_takes_the_known_one(case: Deadline) -> None:
    assert read_deadline(case.phrase, year=2021) == case
    assert read_deadline(case.phrase, start=date(2021, 1, 1), end=date(2021, 12, 31)) is not None


@pytest.mark.parametrize("case", _cases(PLANNED), ids=_shown)
def test_what_the_phrase_leaves_open_comes_from_the_plan(case: Deadline) -> None:
    assert read_deadline(case.phrase, start=date(2021, 1, 1), end=date(2023, 12, 31)) == case


@pytest.mark.parametrize("phrase", _phrases(NOT_READ))
def test_what_is_no_deadline_or_has_two_readings_is_not_read(phrase: str) -> None:
    assert read_deadline(phrase) is None
    assert read_deadline(phrase, start=date(2021, 1, 1), end=date(2023, 12, 31)) is None


@pytest.mark.parametrize("phrase", sorted({*_phrases(NOT_READ)} - {"Q3"}))
def test_a_known_year_makes_no_deadline_of_it(phrase: str) -> None:
    assert read_deadline(phrase, year=2021) is None


@pytest.mark.parametrize("phrase", NEEDS_YEAR.split(";"))
def test_without_any_year_there_is_no_date(phrase: str) -> None:
    assert read_deadline(phrase) is None
    assert read_deadline(phrase, start=date(2021, 1, 1), end=date(2023, 12, 31)) is None
    assert read_deadline(phrase, year=2021) is not None
    assert read_deadline(phrase, year=0) is None


@pytest.mark.parametrize("phrase", NEEDS_PLAN.split(";"))
def test_without_a_plan_around_it_there_is_no_end(phrase: str) -> None:
    assert read_deadline(phrase) is None
    assert read_deadline(phrase, year=2021) is None


def test_what_lasts_has_no_start_that_was_not_told() -> None:
    end = date(2023, 12, 31)
    assert read_deadline("doorlopend", end=end) == Deadline("doorlopend", None, end, None, Precision.PLAN, None)


@pytest.mark.parametrize(
    ("start", "phrase", "due"),
    [
        ("2024-01-01", "binnen 2 jaar", "2025-12-31"),
        ("2022-04-01", "binnen 18 maanden", "2023-09-30"),
        ("2024-02-29", "binnen een jaar", "2025-02-28"),
        ("2023-03-01", "binnen een jaar", "2024-02-29"),
        ("2024-01-31", "binnen een maand", "2024-02-29"),
        ("2022-03-30", "na 4 jaar", "2026-03-29"),
        ("2024-01-01", "binnen 0 jaar", ""),
        ("2024-01-01", "binnen 200 jaar", ""),
        ("9999-12-31", "binnen 2 jaar", ""),
        ("2024-01-01", "binnen twee weken", ""),
        ("2024-01-01", "in 2 jaar", ""),
        ("2024-02-01", "binnen 30 dagen na de start", "2024-03-01"),
        ("9999-12-31", "binnen 2 weken na de start", ""),
    ],
)
def test_years_and_months_are_counted_from_the_start_of_the_plan(start: str, phrase: str, due: str) -> None:
    found = read_deadline(phrase, start=date.fromisoformat(start))
    assert (found.due if found else None) == _day(due)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("vóór\u00a0juni\u202f2021", "vóór juni 2021"),
        ("vo\u0301o\u0301r juni 2021", "vóór juni 2021"),
        ("\u00a0één\u00a0keer\u202fper\u00a0jaar\u202f", "één keer per jaar"),
        ("e\u0301e\u0301n keer per jaar", "één keer per jaar"),
        ("juni\u00a02021 gei\u0308mplementeerd", "juni 2021 geïmplementeerd"),
    ],
)
def test_spaces_that_do_not_break_and_accents_apart_are_read_as_the_plain_ones(written: str, plain: str) -> None:
    found = read_deadline(plain)
    assert found is not None
    assert read_deadline(written) == replace(found, phrase=written)


def test_no_phrase_means_the_end_of_the_plan() -> None:
    end = date(2023, 12, 31)
    assert read_deadline("  ", end=end) == Deadline("  ", None, end, None, Precision.PLAN, None)
    assert read_deadline("") is None


def test_a_period_that_ends_before_it_begins_is_not_read() -> None:
    assert read_deadline("vanaf 2025", end=date(2023, 12, 31)) is None
    assert read_deadline("jaarlijks", start=date(2024, 1, 1), end=date(2023, 12, 31)) is None


def test_the_calendar_sets_the_inexact_words() -> None:
    wide = Calendar(mid_from=(4, 1), mid_to=(9, 30), begin_to=(2, 28), mid_day_from=14, mid_day_to=16, begin_day_to=5)
    read = {
        p: read_deadline(p, calendar=wide) for p in ("medio 2021", "begin 2021", "medio mei 2021", "begin mei 2021")
    }
    assert [(d.due_from, d.due) for d in read.values() if d] == [
        (date(2021, 4, 1), date(2021, 9, 30)),
        (date(2021, 1, 1), date(2021, 2, 28)),
        (date(2021, 5, 14), date(2021, 5, 16)),
        (date(2021, 5, 1), date(2021, 5, 5)),
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"mid_from": (8, 1)}, {"begin_to": (2, 29)}, {"mid_day_to": 31}, {"begin_day_to": 0}, {"mid_day_from": 21}],
)
def test_a_calendar_that_some_year_lacks_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"mid_from|day"):
        Calendar(**wrong)  # type: ignore[arg-type]


MONTH_NAMES = ["januari", "februari", "maart", "april", "mei", "juni"]
MONTH_NAMES += ["juli", "augustus", "september", "oktober", "november", "december"]


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, date, date]:
    """A calendar span as text, with its first and last day counted without the reader."""
    day = draw(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
    year, month, quarter = day.year, day.month, (day.month + 2) // 3
    name = MONTH_NAMES[month - 1]
    month_end = date(year, month, monthrange(year, month)[1])
    quarter_end = date(year, quarter * 3, monthrange(year, quarter * 3)[1])
    return draw(
        st.sampled_from(
            [
                (f"{year}", date(year, 1, 1), date(year, 12, 31)),
                (f"{name} {year}", day.replace(day=1), month_end),
                (f"{year}-{month:02}", day.replace(day=1), month_end),
                (f"Q{quarter} {year}", date(year, quarter * 3 - 2, 1), quarter_end),
                (f"{day.day} {name} {year}", day, day),
                (f"{day:%d-%m-%Y}", day, day),
                (day.isoformat(), day, day),
            ]
        )
    )


def _due(phrase: str) -> date | None:
    found = read_deadline(phrase)
    return found.due if found else None


@given(spans())
def test_words_before_a_span_work_for_every_span(span: tuple[str, date, date]) -> None:
    text, first, last = span
    found = read_deadline(text)
    assert found is not None
    assert (found.due_from, found.due) == (first, last)
    assert _due(f"vóór {text}") == first - timedelta(days=1)
    assert _due(f"eind {text}") == _due(f"voor eind {text}") == _due(f"uiterlijk {text}") == last
    since = read_deadline(f"vanaf {text}")
    assert since is not None
    assert (since.start, since.due) == (first, None)


@given(
    st.sampled_from(_cases(DATED)), st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from(" \t\n\u00a0")
)
def test_case_and_spaces_change_nothing(case: Deadline, spelled: Callable[[str], str], space: str) -> None:
    phrase = f"{space}{spelled(case.phrase)}{space}".replace(" ", f" {space}")
    found = read_deadline(phrase)
    assert found is not None
    assert read_deadline(case.phrase) == Deadline(
        case.phrase, found.due_from, found.due, found.start, found.precision, found.recurrence
    )


_WORDS = sorted({word for case in _cases(DATED) + _cases(YEARLESS) for word in case.phrase.split()} | set("-/().,'"))
_TEXT = st.one_of(st.text(), st.lists(st.sampled_from(_WORDS), max_size=7).map(" ".join))
_DAYS = st.none() | st.dates()


@given(_TEXT, st.none() | st.integers(), _DAYS, _DAYS)
def test_any_text_is_read_in_order_or_not_at_all(
    text: str, year: int | None, start: date | None, end: date | None
) -> None:
    found = read_deadline(text, year=year, start=start, end=end)
    if found is None:
        return
    assert found.phrase == text
    assert found.due is None or (found.due_from or found.due) <= found.due
    assert found.due is None or (found.start or found.due) <= found.due
    assert found.recurrence is None or found.recurrence.times >= 1
