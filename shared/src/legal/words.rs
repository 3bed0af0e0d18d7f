//! The words documents use for methods, terms and lists.

use crate::language::Label;
use crate::rate::AnnualRate;
use crate::schedule::RepaymentMethod;

/// The name of a repayment method.
pub fn method_name(method: RepaymentMethod) -> Label {
    let (zh, en) = match method {
        RepaymentMethod::AnyTime => (
            "随借随还，按月付息、到期还本",
            "repay any time; interest monthly, principal at maturity",
        ),
        RepaymentMethod::LevelInstalment => ("等额本息", "level instalments"),
        RepaymentMethod::EqualPrincipal => ("等额本金", "equal principal"),
        RepaymentMethod::InterestOnly => {
            ("按月付息、到期还本", "interest monthly, principal at maturity")
        }
        RepaymentMethod::Bullet => ("到期一次性还本付息", "principal and interest at maturity"),
        RepaymentMethod::Seasonal => ("按生产周期还本", "principal by season of production"),
        RepaymentMethod::Flat => ("等本等息", "flat instalments"),
    };
    Label::new(zh, en)
}

/// `12个月`, `12 months`.
pub fn months(count: u16) -> Label {
    let unit = if count == 1 { "month" } else { "months" };
    Label::new(format!("{count}个月"), format!("{count} {unit}"))
}

/// `加85个基点（1个基点为0.01%）`: how far a rate lies from its benchmark.
pub fn spread(rate: AnnualRate, benchmark: AnnualRate) -> Label {
    const UNITS_PER_BASIS_POINT: u64 = 1_000_000;
    let distance = rate.units().abs_diff(benchmark.units());
    let points = distance / UNITS_PER_BASIS_POINT;
    let rest = distance % UNITS_PER_BASIS_POINT;
    let mut figure = points.to_string();
    if rest > 0 {
        let decimals = format!("{rest:06}");
        figure.push('.');
        figure.push_str(decimals.trim_end_matches('0'));
    }
    if rate < benchmark {
        Label::new(format!("减{figure}个基点"), format!("minus {figure} basis points"))
    } else {
        Label::new(format!("加{figure}个基点"), format!("plus {figure} basis points"))
    }
}

/// The labels one after another: `甲、乙、丙`, `a; b; c`.
pub fn list<'a>(labels: impl IntoIterator<Item = &'a Label>) -> Label {
    let (zh, en): (Vec<&str>, Vec<&str>) =
        labels.into_iter().map(|label| (label.zh.as_str(), label.en.as_str())).unzip();
    Label::new(zh.join("、"), en.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_written_in_basis_points_either_way() {
        let rate = |points| AnnualRate::from_basis_points(points).unwrap();
        assert_eq!(spread(rate(385), rate(300)).zh, "加85个基点");
        assert_eq!(spread(rate(280), rate(300)).zh, "减20个基点");
        assert_eq!(spread(rate(300), rate(300)).en, "plus 0 basis points");
        let odd = AnnualRate::from_units(385_500_000).unwrap();
        assert_eq!(spread(odd, rate(300)).zh, "加85.5个基点");
    }
}
