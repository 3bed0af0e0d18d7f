//! The clauses, word for word.
//!
//! Every change of a word raises [`FORM_VERSION`](super::FORM_VERSION).
//!
//! # Source
//! Duties: 民法典 469, 491, 496–498, 670, 674, 676–678, 680; 商业银行法 35–37;
//! 征信业管理条例 15, 25; PIPL 13–17, 24, 44–47; 电子签名法 13, 14. Ranges of penalty
//! rates, day basis and prohibited purposes: 未核实. Wording: ours.

use super::terms::ContractTerms;
use super::{Clause, KeyTopic};
use crate::language::Label;
use crate::legal::{
    amount, amount_in_full, day, list, method_name, months, percent, spread, times_percent,
};
use crate::rate::AnnualRate;

/// All clauses, numbered from 1.
pub(super) fn all(terms: &ContractTerms) -> Vec<Clause> {
    let unnumbered = [
        limit(terms),
        rate(terms),
        drawing(terms),
        purpose(terms),
        payment(terms),
        repayment(terms),
        early_repayment(),
        fees(terms),
        overdue(terms),
        representations(terms),
        notification(),
        default_and_remedies(),
        extension(),
        credit_reporting(),
        data_use(),
        automated_decisions(),
        notices(terms),
        complaints(terms),
        signature(terms),
        law(),
        general(),
    ];
    (1..).zip(unnumbered).map(|(number, clause)| Clause { number, ..clause }).collect()
}

/// A clause about how much, at what price, repaid how.
fn cost(zh: &str, en: &str, paragraphs: Vec<Label>) -> Clause {
    Clause { key: Some(KeyTopic::Cost), ..plain(zh, en, paragraphs) }
}

/// A clause about what must not be done, and what follows if it is.
fn duty(zh: &str, en: &str, paragraphs: Vec<Label>) -> Clause {
    Clause { key: Some(KeyTopic::Duty), ..plain(zh, en, paragraphs) }
}

fn plain(zh: &str, en: &str, paragraphs: Vec<Label>) -> Clause {
    Clause { heading: Label::new(zh, en), key: None, number: 0, paragraphs }
}

fn text(zh: impl Into<String>, en: impl Into<String>) -> Label {
    Label::new(zh, en)
}

fn limit(terms: &ContractTerms) -> Clause {
    let limit = amount_in_full(terms.limit);
    let length = months(terms.facility_months);
    let usage = if terms.revolving {
        text(
            "额度可循环使用：任一时点未归还的本金合计不超过额度；归还本金的同时，可用额度即时恢复。",
            "The limit revolves: principal outstanding never exceeds it at any moment, and repaying principal restores it at once.",
        )
    } else {
        text("额度一次性使用，支用后不再恢复。", "The limit can be drawn once and is not restored.")
    };
    cost(
        "额度与有效期",
        "Limit and drawing period",
        vec![
            text(
                format!(
                    "甲方给予乙方额度{}。额度有效期自本合同生效之日起{}，有效期内乙方可申请支用；有效期届满不影响已发生借款的履行。",
                    limit.zh, length.zh
                ),
                format!(
                    "Party A grants a limit of {}. It can be drawn on for {} from the day this agreement takes effect; loans already made run on to their own maturity.",
                    limit.en, length.en
                ),
            ),
            usage,
            text(
                "额度不构成乙方必须支用的义务。未支用的额度不产生任何费用。",
                "Party B need not draw. What is not drawn costs nothing.",
            ),
        ],
    )
}

fn rate(terms: &ContractTerms) -> Clause {
    let rate = percent(terms.annual_rate);
    let benchmark = &terms.benchmark;
    let level = percent(benchmark.rate);
    let published = day(benchmark.published);
    let apart = spread(terms.annual_rate, benchmark.rate);
    cost(
        "利率与计息",
        "Rate and interest",
        vec![
            text(
                format!(
                    "合同年利率为{rate}（单利），以{}公布的{}{level}为定价基准，{}（1个基点为0.01%）确定。本合同项下各笔借款均适用该利率，合同期内固定不变。",
                    published.zh, benchmark.name.zh, apart.zh
                ),
                format!(
                    "The contract rate is {rate} a year (simple), set on the {} of {}, {level}, {}. It applies to every loan under this agreement and stays fixed.",
                    benchmark.name.en, published.en, apart.en
                ),
            ),
            text(
                "利息自放款日起计收，按实际天数计算，算头不算尾：应计利息＝本金余额×年利率×实际天数÷360。金额计算至分，四舍五入，仅在结计时取整一次。",
                "Interest runs from the day of payout for actual days, the first counted and the last not: balance × annual rate × days ÷ 360, rounded half up to the fen once, when it is posted.",
            ),
            text(
                "利息不得预先在本金中扣除；如有扣除，按实际到账金额返还借款并计算利息。",
                "Interest may not be deducted from principal in advance; if it is, the loan is what was received, for repayment and for interest.",
            ),
            text(
                "综合融资成本年化率包含利息与全部费用，与合同年利率口径不同，见《综合融资成本明示表》。",
                "The all-in annual cost contains interest and every fee and is another figure than the contract rate; see the cost sheet.",
            ),
        ],
    )
}

fn drawing(terms: &ContractTerms) -> Clause {
    let choices: Vec<Label> = terms.terms_months.iter().map(|count| months(*count)).collect();
    let choices = list(&choices);
    plain(
        "支用",
        "Drawing",
        vec![
            text(
                format!(
                    "乙方通过甲方线上渠道申请支用，每笔确定金额、期限、还款方式、用途与收款账户。单笔期限可选{}。",
                    choices.zh
                ),
                format!(
                    "Party B draws through Party A's online channels, giving amount, term, method, purpose and receiving account. A draw may run {}.",
                    choices.en
                ),
            ),
            text(
                "支用须同时满足：额度在有效期内且可用额度充足；乙方没有逾期；本合同第十二条的违约情形未发生；用途符合本合同。条件不满足的，甲方应即时说明原因。",
                "A draw requires that the limit is open and sufficient, nothing is overdue, no default under clause 12 has occurred, and the purpose is allowed. If not, Party A says why at once.",
            ),
            text(
                "每笔支用形成一张电子借据，是本合同的组成部分。甲方未按约定放款造成乙方损失的，应当赔偿。",
                "Each draw makes an electronic loan note, part of this agreement. Party A answers for losses from not paying out as agreed.",
            ),
        ],
    )
}

fn purpose(terms: &ContractTerms) -> Clause {
    let (allowed, prohibited) = (list(&terms.purposes), list(&terms.prohibited_purposes));
    duty(
        "借款用途",
        "Purpose",
        vec![
            text(
                format!("借款仅用于乙方生产经营，可用于：{}。", allowed.zh),
                format!("Loans serve Party B's business only: {}.", allowed.en),
            ),
            text(
                format!("禁止用于：{}，以及法律法规禁止的其他用途。", prohibited.zh),
                format!("They must never serve: {}, or anything the law forbids.", prohibited.en),
            ),
            text(
                "乙方应保存用途凭证，甲方可合理要求查看。乙方未按约定用途使用的，甲方可停止发放、要求提前收回该笔借款，并就挪用部分按第九条计收挪用罚息。",
                "Party B keeps proof of use, which Party A may reasonably ask to see. For a loan used otherwise Party A may stop paying out, call that loan, and charge the interest on misused money of clause 9 on the part misused.",
            ),
        ],
    )
}

fn payment(terms: &ContractTerms) -> Clause {
    let above = amount(terms.entrusted_payment_above);
    plain(
        "放款与受托支付",
        "Payout and entrusted payment",
        vec![
            text(
                format!(
                    "单笔支用不超过{}的，甲方将款项付至乙方指定的本人账户，由乙方自主支付。",
                    above.zh
                ),
                format!(
                    "A draw of up to {} is paid to Party B's own account, for Party B to pay out.",
                    above.en
                ),
            ),
            text(
                format!(
                    "单笔支用超过{}的，原则上采用受托支付：甲方按乙方委托将款项直接付给符合用途的交易对手，乙方应提供交易资料。乙方不得拆分支用规避受托支付。",
                    above.zh
                ),
                format!(
                    "A draw above {} is in principle paid, on Party B's instruction, straight to the counterparty of the purpose, on proof of the transaction. Draws must not be split to avoid this.",
                    above.en
                ),
            ),
        ],
    )
}

fn repayment(terms: &ContractTerms) -> Clause {
    let methods: Vec<Label> = terms.methods.iter().map(|method| method_name(*method)).collect();
    let methods = list(&methods);
    cost(
        "还款",
        "Repayment",
        vec![
            text(
                format!(
                    "还款方式由乙方支用时选定：{}。各期还款日、本金、利息以借据及还款计划为准。",
                    methods.zh
                ),
                format!(
                    "Party B chooses how to repay when drawing: {}. Due dates and amounts are those of the loan note and its schedule.",
                    methods.en
                ),
            ),
            text(
                "还款日不存在的月份，以该月最后一日为还款日；还款日遇法定节假日的，顺延至其后第一个工作日，利息按实际天数计算，不视为逾期。",
                "A due date a month does not have is its last day. A due date on a holiday moves to the next working day; interest runs for the actual days, and nothing is overdue.",
            ),
            text(
                "乙方授权甲方在还款日从乙方绑定的还款账户扣收到期款项。还款依次冲抵：逾期罚息、到期利息、到期本金。",
                "Party B authorises Party A to debit what is due from the linked repayment account on the due date. Payments settle overdue interest first, then interest due, then principal due.",
            ),
        ],
    )
}

fn early_repayment() -> Clause {
    cost(
        "提前还款",
        "Early repayment",
        vec![text(
            "乙方可随时提前归还全部或部分借款，无需甲方同意，不收取违约金或其他费用，利息按实际用款天数计算。甲方应提供任一日期的结清金额，该日按此金额还款即告结清。",
            "Party B may repay any part on any day, without consent, penalty or fee, with interest for the days actually used. Party A quotes the payoff for any day; paying it that day settles the loan.",
        )],
    )
}

fn fees(terms: &ContractTerms) -> Clause {
    let mut paragraphs: Vec<Label> = terms
        .fees
        .iter()
        .map(|fee| {
            if fee.waived {
                text(
                    format!("{}：不向乙方收取。", fee.name.zh),
                    format!("{}: not charged to Party B.", fee.name.en),
                )
            } else {
                let figure = amount(fee.amount);
                text(
                    format!("{}：{}，由{}收取。", fee.name.zh, figure.zh, fee.payee.zh),
                    format!("{}: {}, to {}.", fee.name.en, figure.en, fee.payee.en),
                )
            }
        })
        .collect();
    paragraphs.push(text(
        "除《综合融资成本明示表》列明的项目外，甲方及其合作机构不向乙方收取任何费用。",
        "Neither Party A nor its partners charge anything that the cost sheet does not list.",
    ));
    cost("费用", "Fees", paragraphs)
}

fn overdue(terms: &ContractTerms) -> Clause {
    let raised =
        |over: u16| percent(times_percent(terms.annual_rate, over).unwrap_or(AnnualRate::MAX));
    let (late, late_over) = (raised(terms.overdue_penalty_percent), terms.overdue_penalty_percent);
    let (misuse, misuse_over) =
        (raised(terms.misuse_penalty_percent), terms.misuse_penalty_percent);
    let compound = if terms.compounds_overdue_interest {
        text(
            format!(
                "到期未付的正常利息，自到期次日起按罚息利率（年利率{late}）按日计收复利；对罚息本身不计收复利。"
            ),
            format!(
                "Contract interest not paid when due bears interest at the overdue rate ({late} a year) by the day; overdue interest itself never does."
            ),
        )
    } else {
        text("到期未付的利息不计收复利。", "Interest not paid when due bears no interest.")
    };
    duty(
        "逾期、复利与挪用",
        "Overdue, compound and misuse interest",
        vec![
            text(
                format!(
                    "到期未还的本金，自逾期之日起至还清之日止，按罚息利率按日计收罚息，代替合同利率。罚息利率为合同年利率上浮{late_over}%，即年利率{late}。"
                ),
                format!(
                    "Overdue principal bears, by the day until paid and in place of the contract rate, the contract rate and {late_over}% of it: {late} a year."
                ),
            ),
            compound,
            text(
                format!(
                    "未按约定用途使用的部分，自挪用之日起按合同年利率上浮{misuse_over}%，即年利率{misuse}计收罚息。同一笔借款既逾期又挪用的，择其重，不并处。"
                ),
                format!(
                    "Money used for another purpose bears the contract rate and {misuse_over}% of it, {misuse} a year, from that day. If a loan is both overdue and misused, the higher applies, never both."
                ),
            ),
        ],
    )
}

fn representations(terms: &ContractTerms) -> Clause {
    let capacity = if terms.borrower.is_enterprise {
        text(
            "乙方依法设立并有效存续，签署本合同已获得内部必要授权，签署人有权代表乙方。",
            "Party B is duly established and active, has taken the internal decisions needed, and the signatory may represent it.",
        )
    } else {
        text(
            "乙方年满十八周岁，具有完全民事行为能力，签署本合同系其真实意思。",
            "Party B is eighteen or older, has full civil capacity, and means what is signed here.",
        )
    };
    plain(
        "陈述与保证",
        "Representations",
        vec![
            capacity,
            text(
                "乙方提供的资料真实、完整；乙方不是甲方的关系人，如是，应在签署前告知。",
                "What Party B submitted is true and complete. Party B is not a related party of Party A, or says so before signing.",
            ),
            text(
                "甲方依法设立，具备发放本合同项下贷款的资格，并以自有资金放款。",
                "Party A is duly established, licensed to make these loans, and lends its own funds.",
            ),
        ],
    )
}

fn notification() -> Clause {
    plain(
        "重大事项告知",
        "Duty to inform",
        vec![text(
            "乙方发生停业、歇业、注销、被列入严重违法失信名单、重大诉讼，或变更名称、住所、联系方式、法定代表人的，应在十个工作日内告知甲方。",
            "Party B tells Party A within ten working days if the business stops, is deregistered or blacklisted, meets major litigation, or changes its name, address, contacts or legal representative.",
        )],
    )
}

fn default_and_remedies() -> Clause {
    duty(
        "违约与救济",
        "Default and remedies",
        vec![
            text(
                "乙方有下列情形之一的，构成违约：（一）到期未还本金或利息；（二）挪用借款；（三）提供虚假重要资料；（四）转移财产、逃避债务；（五）停业、被吊销或注销、进入破产程序。",
                "Party B is in default if it (1) does not pay when due, (2) misuses a loan, (3) gave false material information, (4) moves assets to escape debts, or (5) ceases business, loses its licence or enters bankruptcy.",
            ),
            text(
                "发生违约的，甲方应先行通知并给予不少于十个工作日的改正期；第（三）（四）（五）项或明显无法改正的除外。期满未改正的，甲方可暂停支用、调减或取消未使用额度、宣布借款提前到期。",
                "Party A first gives notice and at least ten working days to remedy, except under (3) to (5) or where that is plainly impossible. Failing that it may stop drawing, cut or cancel the unused limit, or call the loans.",
            ),
            text(
                "甲方以合法、文明方式催收，不得骚扰无关第三人，委托他人催收的应告知乙方并对其行为负责。",
                "Party A collects lawfully and decently, does not trouble third parties, names any agent it uses, and answers for that agent.",
            ),
            text(
                "甲方未按约定放款、违规收费或不当使用乙方信息的，应当纠正并赔偿损失。",
                "If Party A fails to pay out, overcharges or misuses information, it makes it right and pays for the loss.",
            ),
        ],
    )
}

fn extension() -> Clause {
    plain(
        "展期与续贷",
        "Extension and renewal",
        vec![text(
            "乙方可在借款到期前申请展期，到期前三十日内可申请无还本续贷，甲方应及时答复并说明理由。正常办理展期、续贷本身不作为违约。",
            "Party B may ask for an extension before maturity, and for renewal without repayment in the thirty days before it. Party A answers promptly with reasons. Neither is itself a default.",
        )],
    )
}

fn credit_reporting() -> Clause {
    duty(
        "征信",
        "Credit reporting",
        vec![
            text(
                "甲方依乙方另行签署的授权书查询、报送信用信息，不超出授权的目的与期限。",
                "Party A queries and reports credit information only under Party B's separate authorisations, for their purpose and duration.",
            ),
            text(
                "甲方向征信系统报送乙方不良信息前，应当事先以短信及线上渠道告知乙方内容与理由，给予乙方还款或提出异议的机会。信息有误的，甲方应及时更正。",
                "Before reporting anything adverse Party A tells Party B what and why, by text message and online, with time to pay or to dispute it. Errors are corrected promptly.",
            ),
        ],
    )
}

fn data_use() -> Clause {
    plain(
        "个人信息与数据",
        "Personal information and data",
        vec![
            text(
                "甲方仅为审批、签约、放款、贷后管理和履行法定义务处理乙方信息，以实现目的的最小范围为限；向他人提供须取得乙方单独同意，法律另有规定的除外。",
                "Party A processes Party B's information only for decision, signing, payout, loan management and legal duties, and as little as they need; giving it to others needs separate consent unless the law says otherwise.",
            ),
            text(
                "乙方可查阅、复制、更正其信息，撤回授权，并在法定保存期届满后要求删除。推荐与营销可随时关闭，不影响本合同。",
                "Party B may see, copy and correct it, withdraw authorisations, and have it deleted when retention duties end. Recommendations and marketing can be switched off at any time without effect here.",
            ),
        ],
    )
}

fn automated_decisions() -> Clause {
    plain(
        "自动化审批与人工复核",
        "Automated decisions and human review",
        vec![text(
            "额度、利率由公开的规则计算，同等条件同等对待。乙方对审批、调减额度等有重大影响的决定，有权要求说明依据，有权要求人工复核，甲方应在五个工作日内答复。",
            "Limit and rate follow published rules, equal for equal conditions. For any decision of weight Party B may ask for the grounds and for a person to review it; Party A answers within five working days.",
        )],
    )
}

fn notices(terms: &ContractTerms) -> Clause {
    let mobile = terms.borrower.mobile.as_str();
    plain(
        "通知与送达",
        "Notices",
        vec![text(
            format!(
                "通知以线上渠道消息并短信方式发送至乙方登记的手机号（{mobile}）。乙方变更号码应及时更新；更新前发往原号码的，视为送达，但甲方明知该号码已失效的除外。"
            ),
            format!(
                "Notices go to Party B online and by text message to {mobile}. Party B keeps the number current; until then a notice to the old number counts, unless Party A knows it is dead."
            ),
        )],
    )
}

fn complaints(terms: &ContractTerms) -> Clause {
    let hotline = &terms.lender.hotline;
    plain(
        "投诉",
        "Complaints",
        vec![text(
            format!(
                "乙方可致电{hotline}或通过线上渠道投诉，甲方自收到之日起十五日内答复；对答复不满意的，可向金融监管部门反映或申请调解。"
            ),
            format!(
                "Party B may complain by calling {hotline} or online; Party A answers within fifteen days. If not satisfied, Party B may turn to the financial regulator or to mediation."
            ),
        )],
    )
}

fn signature(terms: &ContractTerms) -> Clause {
    plain(
        "电子签名与存证",
        "Signature and evidence",
        vec![
            text(
                "乙方使用由其本人设备生成并仅由其控制的密钥签署本合同，认证机构为该密钥签发数字证书。签名、证书写入本合同的PDF文件，并加盖可信时间戳；签署后对合同、签名或时间戳的任何改动均可被发现。",
                "Party B signs with a key made on and controlled only by Party B's device, for which a certification authority issues a certificate. Signature and certificate are part of this agreement's PDF, which also bears a trusted time-stamp; any later change to agreement, signature or time-stamp is detectable.",
            ),
            text(
                format!(
                    "授权、明示、逐条确认、签署、支用、还款等事件按时间顺序以摘要相连形成存证链，并记入甲方的存证日志，乙方可随时下载并离线核验。存证日志的公钥为{}。存证链不能证明签署时设备由谁持有；认证机构或时间戳机构为演示机构而非持牌机构的，双方对此知悉并同意采用本条约定的签名方式。",
                    terms.log_key
                ),
                format!(
                    "Consents, disclosure, acknowledgements, signature, draws and payments form a chain linked by digests and are entered in Party A's evidence log; Party B can download and verify them offline. The log's public key is {}. The chain does not prove who held the device when it signed; where the authorities are demonstration ones and not licensed, both parties know it and agree to this form of signature.",
                    terms.log_key
                ),
            ),
            text(
                format!(
                    "本合同所依据的《综合融资成本明示表》摘要为{}，审批结果摘要为{}。",
                    terms.cost_sheet, terms.decision
                ),
                format!(
                    "Digest of the cost sheet: {}. Digest of the decision: {}.",
                    terms.cost_sheet, terms.decision
                ),
            ),
        ],
    )
}

fn law() -> Clause {
    duty(
        "法律适用与争议解决",
        "Law and disputes",
        vec![text(
            "本合同适用中华人民共和国法律。争议先行协商或调解；协商、调解不成的，可向乙方住所地或甲方住所地有管辖权的人民法院起诉，诉讼费用依裁判承担。争议期间，无争议部分继续履行。",
            "The law of the People's Republic of China governs. The parties first negotiate or mediate, then may sue in the competent people's court of either party's domicile; costs follow the judgment. What is not in dispute goes on.",
        )],
    )
}

fn general() -> Clause {
    plain(
        "生效及其他",
        "Effect and general terms",
        vec![
            text(
                "本合同自乙方完成电子签署并经甲方系统确认时生效，生效时间以存证链记录为准。《综合融资成本明示表》、各授权书、借据与还款计划是本合同组成部分。",
                "This agreement takes effect when Party B has signed and Party A's system has confirmed, at the time recorded in the evidence chain. The cost sheet, the authorisations, loan notes and schedules are part of it.",
            ),
            text(
                "未经双方同意，任何一方不得变更本合同；产品规则后续调整不影响已签署的合同。甲方转让债权的，应通知乙方，不得加重乙方负担。",
                "Neither party changes this agreement alone; later product rules do not affect it. If Party A assigns its claim it tells Party B and adds no burden.",
            ),
            text(
                "金额的大写与小写不一致的，以大写为准。条款有两种以上解释的，作出不利于甲方的解释。中文文本为准，英文仅供阅读参考。",
                "If words and figures differ, the capitals prevail. A clause open to two readings is read against Party A. The Chinese text prevails; English is a reading aid.",
            ),
        ],
    )
}
