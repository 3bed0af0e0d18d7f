//! The loan guide (贷款攻略) of a product, written from its live rules.
//!
//! Nothing here is text of its own about a threshold, a share or a price: every figure is read from
//! the product, so the guide and the decision cannot differ.

mod formula;

use crate::catalogue::{
    Advance, Condition, LimitCandidate, LprPublication, LprTenor, OnFailure, Paper, Product,
    UpliftReading,
};
use crate::facts::say_money;
use crate::language::{Label, Language};
use crate::rate::AnnualRate;
use serde::{Deserialize, Serialize};

/// One part of a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Section {
    /// Its heading.
    pub heading: Label,
    /// Its lines.
    pub lines: Vec<Label>,
}

/// A product's guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Guide {
    /// Product.
    pub product_id: String,
    /// The version it describes.
    pub product_version: u32,
    /// Product name.
    pub title: Label,
    /// One sentence.
    pub summary: Label,
    /// Parts in reading order; none is empty.
    pub sections: Vec<Section>,
}

/// The guide of `product` at the LPR given.
pub fn guide(product: &Product, lpr: &LprPublication) -> Guide {
    let parts = [
        ("申请条件", "What is required", requirements(product)),
        ("额度怎么算", "How the limit is worked out", limits(product)),
        ("利率怎么定", "How the price is set", price(product, lpr)),
        ("期限与还款", "Terms and repayment", terms(product)),
        ("需要的授权与材料", "Authorisations and papers", papers(product)),
        ("资金用途", "What the money is for", purposes(product)),
        ("办理更快与风险分担", "Priority and risk sharing", priority(product)),
    ];
    let sections = parts
        .into_iter()
        .filter(|(_, _, lines)| !lines.is_empty())
        .map(|(zh, en, lines)| Section { heading: Label::new(zh, en), lines })
        .collect();
    Guide {
        product_id: product.id.clone(),
        product_version: product.version,
        title: product.name.clone(),
        summary: product.summary.clone(),
        sections,
    }
}

/// A sentence in both languages.
fn line(sentence: impl Fn(Language) -> String) -> Label {
    Label { zh: sentence(Language::Zh), en: sentence(Language::En) }
}

fn requirements(product: &Product) -> Vec<Label> {
    let one = |rule: &crate::catalogue::Rule| {
        line(|language| {
            let otherwise = match rule.otherwise {
                OnFailure::Decline => "",
                OnFailure::Refer => {
                    language.pick("；不满足时由人工审核", "; otherwise a person decides")
                }
            };
            [&rule.require.say(language), otherwise].concat()
        })
    };
    product.rules.iter().map(one).collect()
}

fn limits(product: &Product) -> Vec<Label> {
    let facility = &product.facility;
    let mut lines = vec![line(|language| {
        let (least, most) =
            (say_money(facility.minimum, language), say_money(facility.maximum, language));
        match language {
            Language::Zh => ["额度", &least, "至", &most, "，取下列各项中最低的一项"].concat(),
            Language::En => ["From ", &least, " to ", &most, ", the smallest of these:"].concat(),
        }
    })];
    for candidate in &product.limits {
        lines.push(line(|language| formula::candidate(candidate, language)));
        lines.extend(uplift(candidate));
        if let Some(score) = &candidate.score {
            lines.extend(score.factors.iter().map(|factor| {
                let most = factor.line.bins.iter().map(|bin| bin.points).max().unwrap_or(0);
                line(|language| {
                    let points = most.to_string();
                    match language {
                        Language::Zh => {
                            [factor.label.text(language), "：最高", &points, "分"].concat()
                        }
                        Language::En => {
                            [factor.label.text(language), ": up to ", &points, " points"].concat()
                        }
                    }
                })
            }));
            lines.extend(score.bands.iter().map(|band| {
                line(|language| {
                    let (score, amount) =
                        (band.at_least.to_string(), say_money(band.amount, language));
                    match language {
                        Language::Zh => [&score, "分及以上：", &amount].concat(),
                        Language::En => [&score, " points or more: ", &amount].concat(),
                    }
                })
            }));
        }
    }
    lines
}

fn uplift(candidate: &LimitCandidate) -> Option<Label> {
    let uplift = candidate.uplift.as_ref()?;
    Some(line(|language| {
        let percent = uplift.percent.to_string();
        let when = all(&uplift.when, language);
        match (language, uplift.reading) {
            (Language::Zh, UpliftReading::Points) => {
                [&when, "的，比例再提高", &percent, "个百分点"].concat()
            }
            (Language::Zh, UpliftReading::Share) => {
                [&when, "的，比例再提高", &percent, "%"].concat()
            }
            (Language::En, UpliftReading::Points) => {
                [&percent, " percentage points more with ", &when].concat()
            }
            (Language::En, UpliftReading::Share) => [&percent, "% more with ", &when].concat(),
        }
    }))
}

fn all(conditions: &[Condition], language: Language) -> String {
    let said: Vec<String> = conditions.iter().map(|condition| condition.say(language)).collect();
    said.join(language.pick("且", " and "))
}

fn price(product: &Product, lpr: &LprPublication) -> Vec<Label> {
    let pricing = &product.pricing;
    let tenor = |language: Language| match pricing.lpr {
        LprTenor::OneYear => language.pick("1年期LPR", "one-year LPR"),
        LprTenor::FiveYears => language.pick("5年期以上LPR", "LPR over five years"),
    };
    let percent = |rate: AnnualRate| [rate.percent_text().as_str(), "%"].concat();
    let of_grade = |grade: &crate::catalogue::Grade| {
        line(|language| {
            let (id, score, spread) = (&grade.id, grade.at_least, grade.spread_bp);
            let tenor = tenor(language);
            match language {
                Language::Zh => format!("{id}级（评分{score}分起）：{tenor}加{spread}个基点"),
                Language::En => {
                    format!("Grade {id} (score {score} up): {tenor} plus {spread} basis points")
                }
            }
        })
    };
    let mut lines: Vec<Label> = pricing.grades.iter().map(of_grade).collect();
    lines.extend(pricing.adjustments.iter().map(|adjustment| {
        line(|language| {
            let spread = adjustment.spread_bp.to_string();
            let unit = language.pick("个基点", " basis points");
            [adjustment.label.text(language), language.pick("：", ": "), &spread, unit].concat()
        })
    }));
    lines.push(line(|language| {
        let (floor, cap) = (percent(pricing.floor), percent(pricing.cap));
        let benchmark = percent(lpr.rate(pricing.lpr));
        let tenor = tenor(language);
        match language {
            Language::Zh => format!("年利率不低于{floor}，不高于{cap}；{tenor}现为{benchmark}"),
            Language::En => {
                format!("Never below {floor} nor above {cap} a year; {tenor} is now {benchmark}")
            }
        }
    }));
    lines
}

fn terms(product: &Product) -> Vec<Label> {
    let months = |language: Language| {
        let list: Vec<String> = product.terms_months.iter().map(ToString::to_string).collect();
        list.join(language.pick("、", ", "))
    };
    let mut lines = vec![line(|language| match language {
        Language::Zh => ["每笔可借", &months(language), "个月"].concat(),
        Language::En => ["Each draw runs ", &months(language), " months"].concat(),
    })];
    lines.push(line(|language| {
        let open = product.facility.months.to_string();
        match language {
            Language::Zh => ["额度有效", &open, "个月"].concat(),
            Language::En => ["The limit stands for ", &open, " months"].concat(),
        }
    }));
    lines.push(line(|language| {
        let days = product.validity_days.to_string();
        match language {
            Language::Zh => ["审批结果", &days, "天内有效"].concat(),
            Language::En => ["An offer stands for ", &days, " days"].concat(),
        }
    }));
    lines
}

fn papers(product: &Product) -> Vec<Label> {
    let consents =
        product.consents.iter().map(|kind| line(|language| kind.title(language).to_owned()));
    let papers = product.papers.iter().map(|paper| paper_name(*paper));
    consents.chain(papers).chain(product.advance.iter().flat_map(advance)).collect()
}

/// What is lent on the papers.
fn advance(advance: &Advance) -> Vec<Label> {
    let share = line(|language| {
        let percent = advance.percent.to_string();
        match language {
            Language::Zh => ["凭单据用款，最多为确认金额的", &percent, "%"].concat(),
            Language::En => ["Draws of up to ", &percent, "% of what is confirmed"].concat(),
        }
    });
    let prepaid = advance.prepaid_percent.map(|least| {
        line(|language| {
            let percent = least.to_string();
            match language {
                Language::Zh => ["订单须已预付至少", &percent, "%，预付部分不再融资"].concat(),
                Language::En => {
                    ["At least ", &percent, "% of an order prepaid, which is not lent again"]
                        .concat()
                }
            }
        })
    });
    [share].into_iter().chain(prepaid).collect()
}

/// What a paper is called.
pub fn paper_name(paper: Paper) -> Label {
    let (zh, en) = match paper {
        Paper::Receivable => ("经债务人确认的应收账款", "a receivable the debtor has confirmed"),
        Paper::PayablesList => ("核心企业应付清单", "the chain company's payables list"),
        Paper::Order => ("经买方确认的订单", "an order the buyer has confirmed"),
        Paper::Invoices => ("发票", "invoices"),
        Paper::Bills => ("用于质押的票据", "the bills pledged"),
        Paper::PropertyCertificate => ("不动产权证书", "the property certificate"),
        Paper::CashFlowForm => {
            ("现金流表（上门时填写）", "the cash-flow form, drawn up at the visit")
        }
        Paper::PurchaseContract => ("购销合同", "the purchase contract"),
    };
    Label::new(zh, en)
}

fn purposes(product: &Product) -> Vec<Label> {
    let mut lines = product.purposes.clone();
    lines.extend(product.prohibited_purposes.iter().map(|purpose| {
        line(|language| match language {
            Language::Zh => ["不得用于：", purpose.text(language)].concat(),
            Language::En => ["Never for ", purpose.text(language)].concat(),
        })
    }));
    lines.push(match &product.scene {
        Some(scene) => line(|language| {
            let (goods, seller) = (scene.goods.text(language), scene.paid_to.text(language));
            match language {
                Language::Zh => ["资金直接支付给", seller, "，用于购买", goods].concat(),
                Language::En => ["Paid straight to ", seller, ", for ", goods].concat(),
            }
        }),
        None => line(|language| {
            let above = say_money(product.entrusted_payment_above, language);
            match language {
                Language::Zh => ["超过", &above, "的支用直接支付给交易对手（受托支付）"].concat(),
                Language::En => ["Draws above ", &above, " are paid to the seller"].concat(),
            }
        }),
    });
    lines
}

fn priority(product: &Product) -> Vec<Label> {
    let mut lines = Vec::new();
    if let Some(lane) = &product.green_lane {
        lines.extend(lane.any_of.iter().map(|condition| {
            line(|language| {
                let minutes = lane.promise_minutes.to_string();
                let condition = condition.say(language);
                match language {
                    Language::Zh => {
                        ["绿色通道：", &condition, "，", &minutes, "分钟内答复"].concat()
                    }
                    Language::En => {
                        ["Green lane: ", &condition, ", answered within ", &minutes, " minutes"]
                            .concat()
                    }
                }
            })
        }));
    }
    if let Some(pool) = &product.risk_pool {
        lines.push(line(|language| {
            let share = pool.coverage_percent.to_string();
            match language {
                Language::Zh => ["风险补偿资金池分担损失的", &share, "%，不向您收费"].concat(),
                Language::En => {
                    ["A risk pool bears ", &share, "% of losses, at no cost to you"].concat()
                }
            }
        }));
    }
    lines
}
