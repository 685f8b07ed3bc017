namespace Shyraq.Protocols.Reports;

/// <summary>What reports say of themselves, in the order of <see cref="ReportWords.Languages"/>; the values of a note stand in it as {0}, {1} ….</summary>
internal static class Sentences
{
    public static readonly Dictionary<string, string[]> All = new(StringComparer.Ordinal)
    {
        ["note.chainBroken"] =
        [
            "ЗАПИСЬ НЕ ЦЕЛА: блок {0} журнала изменён, пропал или не читается (после {1}). Цифрам этого отчёта верить нельзя, пока это не выяснено: shyraq verify.",
            "ЖАЗБА БҮТІН ЕМЕС: журналдың {0} блогы өзгертілген, жоғалған немесе оқылмайды ({1} кейін). Бұл анықталғанша есептің сандарына сенуге болмайды: shyraq verify.",
            "THE RECORD IS NOT WHOLE: block {0} of the journal was changed, is missing or cannot be read (after {1}). The figures of this report cannot be trusted until that is cleared up: shyraq verify.",
        ],
        ["note.checkpointContradicts"] =
        [
            "ЗАПИСЬ НЕ ЦЕЛА: журнал не тот, о котором говорит подписанная отметка от {0}. Цифрам этого отчёта верить нельзя, пока это не выяснено: shyraq verify.",
            "ЖАЗБА БҮТІН ЕМЕС: журнал {0} қол қойылған белгі айтқандай емес. Бұл анықталғанша есептің сандарына сенуге болмайды: shyraq verify.",
            "THE RECORD IS NOT WHOLE: the journal is not that of which the signed checkpoint of {0} speaks. The figures of this report cannot be trusted until that is cleared up: shyraq verify.",
        ],
        ["note.chainWhole"] = ["Цепочка блоков {0}–{1} проверена: цела.", "{0}–{1} блоктар тізбегі тексерілді: бүтін.", "The chain of blocks {0} to {1} was checked: it is whole."],
        ["note.chainPartly"] =
        [
            "Цепочка проверена от блока {0} до {1} из {2}, там она цела; остальное проверяет shyraq verify.",
            "Тізбек {2} блоктың {0}–{1} аралығында тексерілді, онда бүтін; қалғанын shyraq verify тексереді.",
            "The chain was checked from block {0} to {1} of {2}, and is whole there; shyraq verify checks the rest.",
        ],
        ["note.chainUnchecked"] = ["Цепочка блоков здесь не проверялась: это делает shyraq verify.", "Блоктар тізбегі мұнда тексерілмеді: оны shyraq verify жасайды.", "The chain of blocks was not checked here: shyraq verify does."],
        ["note.hasCheckpoint"] = ["Подписанная отметка журнала приведена в заголовке.", "Журналдың қол қойылған белгісі тақырыпта берілген.", "The signed checkpoint of the journal stands in the head."],
        ["note.noCheckpoint"] = ["Подписанной отметки журнала ещё нет.", "Журналдың қол қойылған белгісі әзірге жоқ.", "There is no signed checkpoint of the journal yet."],
        ["note.recordWhole"] = ["Запись за период полная, без перерывов.", "Кезең жазбасы толық, үзіліссіз.", "The record of the period is whole, without gaps."],
        ["note.periodNotOver"] = ["Период ещё не окончен: отчёт говорит о времени до {0}.", "Кезең әлі аяқталған жоқ: есеп {0} дейінгі уақыт туралы.", "The period is not over: the report tells of the time until {0}."],
        ["note.recordMissing"] =
        [
            "Записано {0} периода; перерывов {1}, всего {2}. Что было в перерывах, неизвестно.",
            "Кезеңнің {0} жазылған; үзіліс {1}, барлығы {2}. Үзілістерде не болғаны белгісіз.",
            "Recorded: {0} of the period; gaps: {1}, together {2}. What happened in them is not known.",
        ],
        ["note.recordGap"] = ["Нет записи: {0} – {1} ({2}).", "Жазба жоқ: {0} – {1} ({2}).", "No record: {0} – {1} ({2})."],
        ["note.recordMoreGaps"] = ["И ещё перерывов: {0}.", "Тағы үзіліс: {0}.", "And more gaps: {0}."],
        ["note.historyBehind"] =
        [
            "История догоняет журнал: события есть до блока {0} из {1}; более новых здесь нет.",
            "Тарих журналды қуып жетуде: оқиғалар {1} блоктың {0} дейін бар; жаңалары мұнда жоқ.",
            "The history is catching up with the journal: events up to block {0} of {1} are here, newer ones are not.",
        ],
        ["note.hoursWithin"] =
        [
            "Время под землёй считается внутри периода: спуск, начатый до него или не оконченный в нём, входит своей частью.",
            "Жерасты уақыты кезең ішінде саналады: одан бұрын басталған немесе онда аяқталмаған түсу өз бөлігімен кіреді.",
            "Time underground is counted within the period: of a way down that begins before or ends after it, only its part.",
        ],
        ["note.hoursOfShift"] =
        [
            "Спуски смены входят целиком: кто спустился не раньше чем за 90 минут до её начала и до её конца.",
            "Ауысымның түсулері толық кіреді: басталуынан 90 минуттан ерте емес және аяқталғанға дейін түскендер.",
            "The ways down of the shift count wholly: of those who went down from 90 minutes before its start until its end.",
        ],
        ["note.hoursByGates"] =
        [
            "Начало и конец каждого спуска видны по турникету: до секунды. «±» складывает точность часов турникета на обоих концах.",
            "Әр түсудің басы мен соңы турникет бойынша белгілі: секундқа дейін. «±» екі шеттегі турникет сағатының дәлдігін қосады.",
            "The beginning and the end of each way down are known by a turnstile: to the second. «±» adds up the exactness of its clock at both ends.",
        ],
        ["note.hoursByTags"] =
        [
            "По турникету с обоих концов известны спуски: {0} из {1}. У прочих время по метке не точнее ожидания клети у ствола: начало до 4 минут, конец до 30 секунд; «±» складывает наибольшую ошибку. Где «±» нет, время известно со слов.",
            "Екі шеті де турникет бойынша белгілі түсулер: {1} ішінен {0}. Қалғандарының уақыты белгі бойынша, дәлдігі оқпандағы клетьті күтуден артық емес: басы 4 минутқа, соңы 30 секундқа дейін; «±» ең үлкен қатені қосады. «±» жоқ жерде уақыт сөзбен белгілі.",
            "Ways down known by a turnstile at both ends: {0} of {1}. Of the others the time is by the tag, no more exact than the wait for the cage: the beginning to 4 minutes, the end to 30 seconds; «±» adds up the greatest error. Where there is no «±» the time is known by word.",
        ],
        ["note.stillInCounted"] =
        [
            "Кто ещё в шахте, тому время посчитано до конца записи, {0}; оно не окончательное.",
            "Әлі шахтада жүргендердің уақыты жазба соңына дейін, {0}, саналды; ол соңғы емес.",
            "For those who are still in, time is counted up to the end of the record, {0}; it is not final.",
        ],
        ["note.cutDescents"] =
        [
            "Спусков, конца которых в записи нет: {0}. Их время не посчитано.",
            "Соңы жазбада жоқ түсулер: {0}. Олардың уақыты саналмады.",
            "Ways down of which the record has no end: {0}. Their time is not counted.",
        ],
        ["note.unknownPeople"] =
        [
            "Людей, которых реестр не знает: {0}. Они не отнесены ни к одному предприятию.",
            "Тізілім білмейтін адам: {0}. Олар ешбір кәсіпорынға жатқызылмады.",
            "People whom the registry does not know: {0}. They are counted for no company.",
        ],
        ["note.unreadPresence"] =
        [
            "События, записанные прежней версией без сведений о человеке: {0}. Они не учтены; история, составленная по журналу заново, их восполнит.",
            "Бұрынғы нұсқа адам туралы мәліметсіз жазған оқиғалар: {0}. Олар ескерілмеді; журналдан қайта жасалған тарих оларды толықтырады.",
            "Events that an earlier version wrote without saying who it is: {0}. They are left out; a history derived from the journal again has them.",
        ],
        ["note.zonesByBelief"] =
        [
            "Внутри зоны считается тот, чья вероятность быть в ней велика; кто прошёл между двумя местоположениями, того вход и выход неизвестны.",
            "Аймақта болу ықтималдығы жоғары адам ішінде деп саналады; екі орын арасында өтіп кеткеннің кіруі мен шығуы белгісіз.",
            "Inside is who is in the zone with high probability; of who passed between two fixes the times in and out are not known.",
        ],
        ["note.zonesWithoutRules"] = ["Зон без правил: {0}; каждое пребывание в них не перечислено.", "Ережесіз аймақ: {0}; олардағы әр болу тізілмеген.", "Zones without rules: {0}; each stay in them is not listed."],
        ["note.moreStays"] = ["Перечислены первые {0} пребываний из {1}; посчитаны все.", "{1} болудың алғашқы {0} тізілген; бәрі саналған.", "The first {0} stays of {1} are listed; all are counted."],
        ["note.alarmsOfPeriod"] =
        [
            "Тревоги, которые стояли в периоде. Принятые или прошедшие после него показаны как стоящие.",
            "Кезеңде тұрған дабылдар. Одан кейін қабылданғандары немесе өткендері тұрған болып көрсетіледі.",
            "Alarms that stood within the period. Those acknowledged or over after it are shown as standing.",
        ],
        ["note.alarmsBefore"] = ["Из них подняты до периода: {0}.", "Оның ішінде кезеңге дейін көтерілген: {0}.", "Raised before the period: {0} of them."],
        ["note.noEmergency"] = ["За период авария не объявлялась.", "Кезеңде апат жарияланбаған.", "No emergency was declared within the period."],
        ["note.boardAsAt"] = ["Авария от {0}. О каждом человеке: доска переклички на {1}.", "{0} апаты. Әр адам туралы: {1} түгендеу тақтасы.", "Emergency of {0}. Of each person: the muster board at {1}."],
        ["note.boardMissing"] = ["Авария от {0}: снимка доски переклички нет, о людях говорят только события.", "{0} апаты: түгендеу тақтасының суреті жоқ, адамдар туралы тек оқиғалар айтады.", "Emergency of {0}: there is no picture of the muster board; of people only the events tell."],
        ["note.emergencyBefore"] = ["Объявлены до периода и длились в нём: {0}; показаны с начала.", "Кезеңге дейін жарияланып, оның ішінде созылғаны: {0}; басынан көрсетілген.", "Declared before the period and lasting into it: {0}; told from their beginning."],
        ["note.clearanceNow"] = ["Смены и светильники: как известно на {0}.", "Ауысымдар мен шамдар: {0} белгілі болғандай.", "Shifts and lamps: as known at {0}."],
        ["note.presenceNotKept"] = ["Кто был в шахте и у кого светильники на {0}, история не хранит.", "{0} кім шахтада болғанын және шамдар кімде екенін тарих сақтамайды.", "Who was in the mine and had lamps at {0} is not in the history."],
        ["note.shiftsWhenOver"] = ["Каждая оконченная смена показана такой, какой была через час после её конца.", "Аяқталған әр ауысым соңынан бір сағаттан кейінгідей көрсетілген.", "Each shift that is over is told as it was an hour after its end."],
        ["note.clearanceUnsigned"] = ["Смены окончены, освобождение не подписано: {0}.", "Ауысымдар аяқталды, босауға қол қойылмаған: {0}.", "Shifts that are over and not signed: {0}."],
        ["note.healthNow"] = ["Состояния: на {0}. Отказы и время простоя: внутри периода.", "Күйлер: {0}. Істен шығулар мен тоқтау уақыты: кезең ішінде.", "States: at {0}. Failures and down time: within the period."],
        ["note.healthThen"] =
        [
            "Период окончен: состояния на {0} по тревогам об отказах. Когда прибор слышали последний раз и его батарея за прошедшее время не хранятся. Отказы и время простоя: внутри периода.",
            "Кезең аяқталған: {0} күйлер істен шығу дабылдары бойынша. Құрал соңғы рет қашан естілгені және батареясы өткен уақыт үшін сақталмайды. Істен шығулар мен тоқтау уақыты: кезең ішінде.",
            "The period is over: states at {0} are by the alarms of failures. When a device was heard last and its battery are not kept of a time that is over. Failures and down time: within the period.",
        ],
        ["note.gasNotKept"] = ["Состояния датчиков газа того времени история не хранит.", "Сол кездегі газ датчиктерінің күйін тарих сақтамайды.", "The states of the gas sensors of that time are not in the history."],
        ["note.notNarrowed"] = ["Этот отчёт говорит обо всей шахте: отбор по предприятию, бригаде или человеку к нему не относится.", "Бұл есеп бүкіл шахта туралы: кәсіпорын, бригада немесе адам бойынша іріктеу оған қатысты емес.", "This report tells of the whole mine: it is not narrowed to a company, a crew or a person."],
        ["note.planChanged"] = ["Внутри периода вступила в силу версия плана {0}: {1}.", "Кезең ішінде жоспардың {0} нұсқасы күшіне енді: {1}.", "Within the period version {0} of the plan came into force: {1}."],
        ["note.readinessThen"] = ["Период окончен: всё, о чём история хранит, показано на это время; остальное названо нехранимым, а не взято из сегодняшнего дня.", "Кезең аяқталған: тарих сақтайтынның бәрі сол уақытқа көрсетілген; қалғаны бүгіннен алынбай, сақталмайтын деп аталған.", "The period is over: all that the history keeps is told of that time; the rest is called not kept, and not taken from today."],
        ["note.coveragePredicted"] =
        [
            "Чего можно ждать от считывателей плана для метки, говорящей раз в секунду; цель {0} м. Это расчёт, не измерение: измеренную точность даёт обход с известным путём.",
            "Секундына бір рет сөйлейтін белгі үшін жоспардағы оқу құрылғыларынан не күтуге болады; мақсат {0} м. Бұл есеп, өлшеу емес: өлшенген дәлдікті белгілі жолмен жүріп өту береді.",
            "What the anchors of the plan can be expected to give for a tag that speaks once a second; the target is {0} m. This is reckoned, not measured: measured accuracy comes from walking a known way.",
        ],
        ["note.walksMeasured"] =
        [
            "Измерено: пройденные известные пути против того, что показывалось тогда. Ошибка в плане; покрытие: доля секунд пути, в которые было местоположение на связи и сверх того по расчёту.",
            "Өлшенген: белгілі жолмен жүріп өту мен сол кезде көрсетілгеннің айырмасы. Қате жоспардағы; қамту: жол секундтарының байланыстағы орын болған және оған қоса есеп бойынша болған үлесі.",
            "Measured: known ways that were walked against what was shown at the time. Errors in the plane; coverage: the share of seconds of the way with a live fix, and of those with an inferred one alone.",
        ],
        ["note.noWalks"] = ["За период обходов с известным путём нет: измеренной точности нет.", "Кезеңде белгілі жолмен жүріп өту жоқ: өлшенген дәлдік жоқ.", "No known way was walked within the period: there is no measured accuracy."],
        ["note.walkFault"] = ["Обход {0} не читается: {1}", "{0} жүріп өтуі оқылмайды: {1}", "The walk {0} cannot be read: {1}"],
        ["note.walkTooFresh"] = ["Обход {0} ещё не весь в истории: составьте отчёт через двадцать минут.", "{0} жүріп өтуі тарихта әлі толық емес: есепті жиырма минуттан кейін жасаңыз.", "The walk {0} is not wholly in the history yet: make the report in twenty minutes."],
        ["note.walkOtherPlan"] = ["Обход {0} был на другой версии плана и не оценён.", "{0} жүріп өтуі жоспардың басқа нұсқасында болды, бағаланбады.", "The walk {0} was on another version of the plan and is not scored."],
        ["note.moreWorst"] = ["Перечислены худшие {0} участков из {1}.", "{1} бөліктің ең нашар {0} тізілген.", "The worst {0} stretches of {1} are listed."],
        ["note.readinessNow"] = ["Состояния: на {0}. «ВНИМАНИЕ» стоит там, где что-то не так, как должно быть; без оценки то, о чём судить человеку.", "Күйлер: {0}. Бірдеңе дұрыс болмаған жерде «НАЗАР АУДАРЫҢЫЗ» тұрады; бағасызды адам бағалайды.", "States: at {0}. «NEEDS CARE» stands where something is not as it should be; what has no judgement is for people to judge."],
    };
}
