package org.tongzhou.document;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fifth sample receipt as an OFD, the way tax and hospital writers lay them out. */
final class OfdSample {
    static final String[] LINES = {
        "票据代码：42060126@20@20",
        "票据号码：0021450087@140@20",
        "交款人：田明海@20@30",
        "校验码：a15e77@140@30",
        "开票日期：2026-04-28@140@36",
        "项目名称@20@44",
        "金额（元）@60@44",
        "西药费@20@50",
        "5,210.12@60@50",
        "检查费@110@50",
        "2,400.00@150@50",
        "化验费@20@56",
        "1,300.00@60@56",
        "手术费@110@56",
        "6,400.00@150@56",
        "卫生材料费@20@62",
        "3,200.00@60@62",
        "床位费@110@62",
        "800.00@150@62",
        "金额合计（大写）：壹万玖仟叁佰壹拾元壹角贰分@20@70",
        "（小写）19,310.12@140@70",
        "业务流水号：DY26042011@20@78",
        "性别：男@80@78",
        "科别：普外科@130@78",
        "住院时间：2026-04-20 至 2026-04-28@20@84",
        "诊断：胆囊结石 K80.2@130@84",
        "医保统筹基金支付：12,345.67@20@90",
        "其他支付：0.00@80@90",
        "个人账户支付：500.00@130@90",
        "个人现金支付：6,464.45@20@96",
        "个人自付：6,543.35@80@96",
        "个人自费：421.10@130@96",
        "收款单位（章）：大冶市人民医院@20@106"
    };

    private OfdSample() {}

    /** {@code root} before the place of the document, and {@code content} as the name of the page's file in the package. */
    static byte[] of(String root, String content) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "OFD.xml",
                "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' Version='1.0' DocType='OFD'><ofd:DocBody><ofd:DocRoot>"
                        + root + "Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>");
        files.put(
                "Doc_0/Document.xml",
                "<ofd:Document xmlns:ofd='http://www.ofdspec.org/2016'><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>"
                        + "0 0 200 120</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID='1' BaseLoc='"
                        + (root.isEmpty() ? "" : "/Doc_0/") + "Pages/Page_0/Content.xml'/></ofd:Pages></ofd:Document>");
        files.put(content, page());
        return PoisonTest.zip(files);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                "<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'><ofd:Content><ofd:Layer ID='2'><ofd:PathObject ID='3'"
                        + " Boundary='18 40 164 60'><ofd:AbbreviatedData>M 0 0 L 164 0 L 164 60 C</ofd:AbbreviatedData>"
                        + "</ofd:PathObject>");
        int id = 10;
        for (String line : LINES) {
            String[] parts = line.split("@");
            page.append("<ofd:TextObject ID='")
                    .append(id++)
                    .append("' Boundary='")
                    .append(parts[1])
                    .append(' ');
            page.append(parts[2]).append(" 60 5' Font='4' Size='3.2'><ofd:TextCode X='0' Y='3' DeltaX='g ");
            page.append(Math.max(1, parts[0].length() - 1)).append(" 1.8'>").append(parts[0]);
            page.append("</ofd:TextCode></ofd:TextObject>");
        }
        return page.append("</ofd:Layer></ofd:Content></ofd:Page>").toString();
    }
}
