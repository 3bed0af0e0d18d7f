//! A bad file is refused with file, line, field and what to write instead.

use shared::catalogue::files::{FileProblem, SAMPLE, parse};

/// The problems of the sample after one replacement in one file.
fn after(file: &str, from: &str, to: &str) -> Vec<FileProblem> {
    after_all(&[(file, from, to)])
}

/// The problems of the sample after one replacement in each of several files.
fn after_all(changes: &[(&str, &str, &str)]) -> Vec<FileProblem> {
    let mut texts: Vec<(&str, String)> =
        SAMPLE.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    for (file, from, to) in changes {
        let (_, text) = texts.iter_mut().find(|(name, _)| name == file).unwrap();
        assert!(text.contains(from), "{file} does not contain {from}");
        *text = text.replacen(from, to, 1);
    }
    let files: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (*n, t.as_str())).collect();
    parse(&files).map(|catalogue| catalogue.digest()).unwrap_err()
}

/// The first problem must be in the file and on the line of `to`, and say `words`.
fn refused(file: &str, from: &str, to: &str, words: &[&str]) {
    let problems = after(file, from, to);
    let told = problems[0].to_string();
    assert_eq!(problems[0].file, file, "{told}");
    for word in words {
        assert!(told.contains(word), "`{word}` is not in: {told}");
    }
    let (_, text) = SAMPLE.iter().find(|(name, _)| *name == file).unwrap();
    let before = text.split(from).next().unwrap().lines().count().max(1);
    let line = problems[0].line.unwrap_or_else(|| panic!("no line: {told}"));
    assert!(line.abs_diff(before) <= 6, "line {line} is far from {before}: {told}");
}

#[test]
fn an_unknown_metric() {
    refused("tax-e.toml", "\"months_since_tax_payment\"", "\"turnover\"", &["turnover"]);
}

#[test]
fn an_unknown_field() {
    refused("tax-e.toml", "validity_days", "valid_days", &["valid_days", "validity_days"]);
}

#[test]
fn an_amount_in_the_wrong_unit() {
    refused("tax-e.toml", "threshold = \"0.00\"", "threshold = \"0\"", &["amount in yuan"]);
    refused("tax-e.toml", "threshold = \"24\"", "threshold = \"24.00\"", &["months"]);
    refused("tax-e.toml", "threshold = \"M\"", "threshold = \"E\"", &["D, C, M, B, A"]);
}

#[test]
fn a_threshold_nobody_can_reach() {
    refused("tax-e.toml", "threshold = \"10\"", "threshold = \"101\"", &["can never be 101"]);
}

#[test]
fn a_rule_that_punishes_a_better_fact() {
    refused(
        "tax-e.toml",
        "metric = \"tax_grade\", op = \">=\"",
        "metric = \"tax_grade\", op = \"<=\"",
        &["`rules[0].require`", "write >="],
    );
    refused(
        "tax-e.toml",
        "metric = \"tax_arrears\", op = \"<=\"",
        "metric = \"tax_arrears\", op = \">=\"",
        &["rules[3]", "write <="],
    );
}

#[test]
fn two_rules_that_no_value_meets_together() {
    refused(
        "part-person.toml",
        "op = \"<=\", threshold = \"65\"",
        "op = \"<=\", threshold = \"17\"",
        &["applicant_age", "widen one"],
    );
}

#[test]
fn a_limit_that_falls_with_more_sales_or_rises_with_more_debt() {
    refused("tax-gold.toml", "times = \"3.5\"", "times = \"-3.5\"", &["multiple above 0"]);
    refused("tax-gold.toml", "times = \"-1\"", "times = \"1\"", &["multiple below 0"]);
}

#[test]
fn a_better_grade_that_opens_less() {
    refused(
        "tax-e.toml",
        "A = \"3000000.00\"",
        "A = \"300000.00\"",
        &["limits[1].amount_by", "tax_grade"],
    );
}

#[test]
fn a_multiple_that_is_not_one() {
    refused("tax-gold.toml", "times = \"3.5\"", "times = \"3,5\"", &["number such as 7"]);
}

#[test]
fn overlapping_bins_and_points_that_are_not_monotone() {
    refused(
        "tax-e.toml",
        "threshold = \"100000.00\" }, points = 15",
        "threshold = \"30000.00\" }, points = 15",
        &["pricing.scorecard", "each threshold once"],
    );
    refused(
        "tax-e.toml",
        "threshold = \"100000.00\" }, points = 15",
        "threshold = \"100000.00\" }, points = 3",
        &["pricing.scorecard", "rising points"],
    );
}

#[test]
fn points_that_reward_a_worse_fact() {
    let problems = after(
        "blend-e.toml",
        "metric = \"card_use_percent\", op = \"<=\", threshold = \"70\" }, points = 5",
        "metric = \"card_use_percent\", op = \">=\", threshold = \"70\" }, points = 5",
    );
    assert!(problems.iter().any(|problem| problem.problem.contains("write bins")), "{problems:?}");
}

#[test]
fn bands_out_of_order_or_out_of_reach() {
    refused("value-tech.toml", "at_least = 80", "at_least = 60", &["limits[0].score.bands"]);
    refused("value-tech.toml", "at_least = 80", "at_least = 101", &["points can reach"]);
}

#[test]
fn grades_that_overlap_or_cost_more_for_a_better_score() {
    refused("tax-e.toml", "at_least = 25", "at_least = 45", &["pricing.grades"]);
    refused("tax-e.toml", "spread_bp = 35", "spread_bp = 350", &["pricing.grades"]);
}

#[test]
fn a_discount_for_a_worse_fact() {
    refused("tax-e.toml", "spread_bp = -20", "spread_bp = 20", &["pricing.adjustments[0]"]);
}

#[test]
fn a_fact_nobody_is_asked_for() {
    refused("tax-e.toml", "\"tax_query\", ", "", &["consents", "tax_query"]);
}

#[test]
fn an_include_that_is_missing_misspelt_or_goes_round_in_a_cycle() {
    refused("tax-e.toml", "part-region.toml", "part-town.toml", &["includes", "part-town"]);
    let problems = after_all(&[
        (
            "part-person.toml",
            "# Entry rules about the person",
            "includes = [\"part-business.toml\"]\n# Entry rules about the person",
        ),
        (
            "part-business.toml",
            "# Entry rules about the business",
            "includes = [\"part-person.toml\"]\n# Entry rules about the business",
        ),
    ]);
    assert_eq!((problems[0].file.as_str(), problems[0].line), ("part-business.toml", Some(1)));
    assert!(problems[0].problem.contains("part-person.toml includes itself"), "{}", problems[0]);
}

#[test]
fn a_fragment_included_twice() {
    let problems = after(
        "part-person.toml",
        "# Entry rules about the person",
        "includes = [\"part-papers.toml\"]\n# Entry rules about the person",
    );
    assert!(problems[0].problem.contains("include it once"), "{}", problems[0]);
}

#[test]
fn a_problem_in_a_fragment_names_the_fragment_and_its_own_line() {
    refused("part-business.toml", "otherwise = \"refer\"", "otherwise = \"ask\"", &["ask"]);
}

#[test]
fn mechanisms_that_cannot_work() {
    refused("tax-e.toml", "promise_minutes = 120", "promise_minutes = 1440", &["green_lane"]);
    refused("tax-e.toml", "leverage = 10", "leverage = 0", &["risk_pool"]);
    refused("property-quick.toml", "{ percent = 10", "{ percent = 0", &["uplift"]);
    refused(
        "invoice-e.toml",
        "against = \"invoiced_sales_12_months\"",
        "against = \"months_invoicing\"",
        &["cross_checks[0].against"],
    );
    refused(
        "feed-scene.toml",
        "entrusted_payment_above = \"0.00\"",
        "entrusted_payment_above = \"1.00\"",
        &["entrusted_payment_above"],
    );
}

#[test]
fn help_after_the_draw_that_never_helps() {
    let file = "property-quick.toml";
    refused(file, "instalments_max = 3", "instalments_max = 0", &["servicing.deferral"]);
    refused(file, "within_days = 30", "within_days = 0", &["servicing.renewal"]);
    refused(file, "percent_of_term_max = 50", "percent_of_term_max = 0", &["servicing.extension"]);
    let methods = "to = [\"any_time\", \"interest_only\"";
    refused(file, methods, "to = [\"bullet\", \"interest_only\"", &["servicing.method_change"]);
    refused(file, "basis_points = 10\nmonths", "basis_points = 0\nmonths", &["servicing.discount"]);
    refused(file, "notice_days = 10", "notice_days = 31", &["servicing.adverse"]);
    refused(file, "payout = \"business_days\"", "payout = \"weekdays\"", &["business_days"]);
    let file = "part-servicing.toml";
    refused(file, "id = \"often-late\"", "id = \"overdue\"", &["an id of its own"]);
    refused(file, "\"days_to_maturity\"", "\"moon\"", &["moon", "days_to_maturity"]);
}

#[test]
fn a_region_is_compared_by_what_it_lies_within() {
    refused("part-region.toml", "op = \"within\"", "op = \"=\"", &["within"]);
}

#[test]
fn terms_amounts_and_penalties_out_of_range() {
    refused("tax-e.toml", "terms_months = [6, 12]", "terms_months = [12, 6]", &["terms_months"]);
    refused("tax-e.toml", "maximum = \"3000000.00\"", "maximum = \"1.00\"", &["facility.maximum"]);
    refused(
        "tax-e.toml",
        "overdue_penalty_percent = 50",
        "overdue_penalty_percent = 60",
        &["30 to 50"],
    );
}

#[test]
fn two_products_or_rules_of_one_name() {
    let problems = after("tax-e.toml", "id = \"tax-e\"", "id = \"tax-gold\"");
    assert!(problems.iter().any(|problem| problem.problem.contains("id of its own")));
    refused("tax-e.toml", "id = \"no-arrears\"", "id = \"recent-tax\"", &["rule an id of its own"]);
}

#[test]
fn papers_that_nobody_says_what_to_lend_on() {
    let receivable =
        "advance = { percent = 80, source = \"FINANCE 7.2: advance of 70 to 90 % (未核实)\" }\n";
    refused("chain-receivable.toml", receivable, "", &["advance", "percent"]);
    refused("chain-receivable.toml", "percent = 80,", "percent = 101,", &["1 to 100"]);
    refused("chain-order.toml", "prepaid_percent = 10", "prepaid_percent = 70", &["below percent"]);
    refused("feed-scene.toml", "papers = [\"purchase_contract\"]", "papers = []", &["advance"]);
    refused(
        "invoice-e.toml",
        "papers = [\"invoices\"]",
        "papers = [\"receivable\"]",
        &["platform_query"],
    );
}
