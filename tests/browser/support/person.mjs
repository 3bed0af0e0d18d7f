// People and businesses with right check digits, who belong to nobody we know of.

const USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

// The check character of GB 32100-2015 put behind seventeen characters.
export function uscc(seventeen) {
  const sum = [...seventeen].reduce(
    (sum, letter, index) => sum + USCC_LETTERS.indexOf(letter) * (3 ** index % 31), 0);
  return seventeen + USCC_LETTERS[(31 - (sum % 31)) % 31];
}

// The check character of GB 11643-1999 put behind seventeen digits.
export function residentId(seventeen) {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...seventeen].reduce((sum, digit, index) => sum + Number(digit) * weights[index], 0);
  return seventeen + "10X98765432"[sum % 11];
}

// A text whose last character is another one than it should be.
export function misspelt(text) {
  return text.slice(0, -1) + (text.endsWith("7") ? "6" : "7");
}

let lastMobile = 13_800_138_000;

// A mobile number nobody in this test has used.
export function mobile() {
  lastMobile += 1;
  return String(lastMobile);
}

const CLEAN_ID = "510502198506150011";
// Passes the Luhn check; the bank of the digits is made up.
const ACCOUNT = "6217001540012345672";

const enterprise = (code) => ({
  segment: "小微企业",
  businessName: "泸州青禾餐饮管理有限公司",
  uscc: code,
  personName: "陈秀兰",
  residentId: CLEAN_ID,
  account: ACCOUNT,
});

const soleTrader = (code) => ({
  segment: "个体工商户",
  businessName: "江阳区老陈面馆",
  uscc: code,
  personName: "陈秀兰",
  residentId: CLEAN_ID,
  account: ACCOUNT,
});

const farmer = (id) => ({ segment: "农户", personName: "王满仓", residentId: id, account: ACCOUNT });

// The identities the simulator lists, each with what to expect of an application.
export const people = {
  enterpriseApproved: () => ({ mobile: mobile(), ...enterprise("91510500MA6PH0001D") }),
  enterpriseCounterOffered: () => ({ mobile: mobile(), ...enterprise("91510500MA6PH0002G") }),
  enterpriseOfAnother: () => ({ mobile: mobile(), ...enterprise("91510500MA6PH0032K") }),
  enterpriseReferredByRule: () => ({
    mobile: mobile(),
    ...enterprise("91510500MA6PH0001D"),
    residentId: "51050219850615002X",
  }),
  enterpriseReferred: () => ({ mobile: mobile(), ...enterprise("91510500MA6PH0003K") }),
  enterpriseDeclined: () => ({ mobile: mobile(), ...enterprise("91510500MA6PH0004N") }),
  soleTraderApproved: () => ({ mobile: mobile(), ...soleTrader("92510500MA6PH0011B") }),
  farmerApproved: () => ({ mobile: mobile(), ...farmer("510502197903200217") }),
};
