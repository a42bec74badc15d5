package org.tongzhou.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tongzhou.document.Letter;
import org.tongzhou.kernel.AmountInWords;
import org.tongzhou.kernel.Money;

/**
 * An e-receipt of a stay, written for the occasion in the lines of the province's form, so that it is read like a genuine
 * one. The insurance pays half; of the rest nine tenths are in scope.
 */
record SampleReceipt(
        String payer, String hospital, String diagnosis, LocalDate from, LocalDate to, Money total, int number) {
    private static final String TITLE = "湖北省医疗住院收费票据（电子）";
    private static final String GAP = "        ";

    Letter letter() {
        Money pool = Money.ofFen(total.fen() / 2);
        Money own = total.minus(pool);
        Money outOfScope = Money.ofFen(own.fen() / 10);
        String check = String.format("%06x", number * 7919 % 0xffffff);
        String words = AmountInWords.of(total).substring("人民币".length());
        List<Letter.Block> lines = new ArrayList<>();
        lines.add(line("票据代码：42060126", String.format("票据号码：%010d", number)));
        lines.add(line("交款人：" + payer, "校验码：" + check, "开票日期：" + to));
        lines.add(line("项目名称", "金额（元）"));
        lines.add(line(
                "西药费",
                Money.ofFen(total.fen() / 3).plainYuan(),
                "检查费",
                total.minus(Money.ofFen(total.fen() / 3)).plainYuan()));
        lines.add(line("金额合计（大写）：" + words, "（小写）" + total));
        lines.add(line("业务流水号：ZY" + number, "科别：内科"));
        lines.add(line("住院时间：" + from + " 至 " + to, "诊断：" + diagnosis));
        lines.add(line("医保统筹基金支付：" + pool, "其他支付：0.00", "个人账户支付：0.00"));
        lines.add(line("个人现金支付：" + own, "个人自付：" + own.minus(outOfScope), "个人自费：" + outOfScope));
        lines.add(line("收款单位（章）：" + hospital, "收款人：陈曦"));
        return new Letter(TITLE, "样例 非真实票据", lines, hospital);
    }

    private static Letter.Paragraph line(String... parts) {
        return new Letter.Paragraph(String.join(GAP, parts));
    }
}
