package org.tongzhou.ledger;

import java.util.Arrays;

/** The chart of accounts; codes follow the enterprise chart that unions' funds keep. Names: {@code ledger.account.<code>}. */
public enum Account {
    BANK("1002", Kind.ASSET),
    FEES_RECEIVABLE("1122", Kind.ASSET),
    SUBSIDIES_RECEIVABLE("1123", Kind.ASSET),
    RECOVERIES_RECEIVABLE("1221", Kind.ASSET),
    BENEFITS_PAYABLE("2202", Kind.LIABILITY),
    UNIDENTIFIED_RECEIPTS("2241", Kind.LIABILITY),
    SUBSIDY_BUDGETS("2401", Kind.LIABILITY),
    RISK_RESERVE("4101", Kind.EQUITY),
    FUND_BALANCE("4104", Kind.EQUITY),
    FEE_INCOME("6001", Kind.INCOME),
    BENEFITS("6402", Kind.EXPENSE),
    WRITE_OFFS("6701", Kind.EXPENSE);

    /** On which side the account normally stands. */
    public enum Kind {
        ASSET,
        LIABILITY,
        EQUITY,
        INCOME,
        EXPENSE
    }

    private final String code;
    private final Kind kind;

    Account(String code, Kind kind) {
        this.code = code;
        this.kind = kind;
    }

    public String code() {
        return code;
    }

    public Kind kind() {
        return kind;
    }

    static Account of(String code) {
        return Arrays.stream(values())
                .filter(account -> account.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("account " + code));
    }
}
