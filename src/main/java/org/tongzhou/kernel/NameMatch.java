package org.tongzhou.kernel;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Whether two people who write a person's name mean the same name, as banks and rosters write it: full-width letters, other dots
 * between the parts of a name or none, blanks, and traditional or variant characters are no difference. Everything else is.
 */
public final class NameMatch {
    private static final char FIRST = '一';
    private static final char LAST = '龥';
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final String DOTS = "·•‧∙⋅・･．.。˙●◦ـ-－—";

    /** Pairs: a traditional or variant character, and the form it is compared as. */
    private static final char[] COMMON =
            common("劉刘張张陳陈黃黄趙赵吳吴孫孙馬马鄭郑馮冯韓韩楊杨許许蕭萧肖萧鄧邓葉叶蘇苏呂吕盧卢蔣蒋賈贾閻阎闫阎鄒邹譚谭陸陆龍龙萬万錢钱湯汤賴赖顧顾龔龚嚴严賀贺駱骆莊庄齊齐喬乔華华範范蘭兰藍蓝關关鍾钟鐘钟魯鲁"
                    + "費费滙汇竇窦鳳凤鄔邬聶聂饒饶歐欧時时單单紀纪項项龐庞婁娄習习閔闵簡简陽阳賓宾鞏巩衛卫儲储應应藺蔺鄺邝戰战國国軍军強强偉伟傑杰麗丽紅红蓮莲榮荣慶庆鵬鹏飛飞輝辉燦灿煒炜瑋玮鋒锋鋼钢鐵铁銀银銘铭鈞钧"
                    + "錦锦鎮镇興兴學学書书寶宝貴贵財财貞贞賢贤質质贊赞蘊蕴藝艺蒼苍語语誠诚詩诗謙谦講讲譯译諾诺進进運运達达遠远連连遷迁開开闊阔雲云電电靜静順顺顯显風风飄飘騰腾驍骁駿骏魚鱼鶴鹤鴻鸿麥麦齡龄聖圣聰聪職职"
                    + "聯联聲声肅肃膽胆艷艳豔艳號号蟬蝉術术補补裝装製制複复覺觉觀观親亲計计記记訓训訪访設设詠咏詳详論论謀谋豐丰貝贝負负貢贡貫贯賦赋賜赐賽赛趕赶躍跃軒轩車车軟软輔辅輕轻輪轮轉转辭辞農农邊边郵邮鄉乡釋释"
                    + "針针鈴铃鈺钰鉑铂鉅巨銅铜銳锐鋭锐鋪铺錄录錚铮鍵键長长門门閃闪閣阁閏闰閩闽闡阐陣阵陰阴際际隨随險险隱隐雙双雜杂離离難难霧雾靈灵韋韦韻韵響响頂顶須须頌颂預预領领頤颐頻频顏颜願愿類类颯飒養养館馆馳驰"
                    + "駐驻騎骑驗验驚惊鬱郁鮑鲍鯉鲤鳥鸟鳴鸣鵑鹃鷹鹰黨党點点義义羅罗羨羡約约紋纹純纯紙纸級级紛纷細细紹绍終终組组結结絡络給给統统絲丝經经綠绿維维綱纲網网綸纶綺绮綿绵緒绪線线緣缘編编緯纬練练縣县總总績绩"
                    + "織织繡绣繪绘繼继續续纓缨纖纤實实寧宁審审寬宽將将專专尋寻對对導导島岛峯峰崗岗嶺岭嶽岳巖岩幣币師师帶带庫库廠厂廣广廟庙彌弥彥彦後后徑径從从徵征恆恒悅悦愛爱態态慮虑憂忧憲宪憶忆懷怀戲戏揚扬換换損损"
                    + "攝摄數数斂敛晉晋晝昼暉晖暢畅曉晓曆历曄晔會会東东條条棟栋極极業业槍枪樂乐樓楼標标樞枢樣样樹树橋桥機机檢检權权歡欢歲岁歷历殘残氣气決决沖冲況况淚泪淨净淩凌淵渊渾浑測测湧涌溝沟溫温準准滄沧滅灭滬沪"
                    + "滿满漢汉漁渔潔洁潤润澤泽濤涛濟济瀋沈瀾澜灣湾為为爲为無无煙烟煥焕熱热燈灯營营爍烁爐炉爾尔牆墙獅狮獨独獲获現现環环瓊琼產产畢毕畫画異异當当發发皚皑盡尽監监盤盘眾众瞭了礎础禮礼禎祯種种稱称穀谷積积"
                    + "穎颖穩稳窮穷競竞筆笔節节築筑簽签籌筹糧粮來来侖仑倫伦側侧傳传債债傾倾儀仪億亿優优兒儿內内兩两冊册凱凯別别創创劍剑劇剧勁劲動动務务勝胜勞劳勢势勳勋區区協协卻却厲厉參参員员問问啟启啓启喚唤嘯啸團团"
                    + "園园圓圆圖图場场塊块塵尘壓压壘垒壯壮壽寿夢梦夾夹奐奂奧奥奪夺奮奋婦妇媽妈嬌娇孌娈宮宫");

    private NameMatch() {}

    /** False as well where neither says a name. */
    public static boolean same(String one, String other) {
        String plain = plain(one);
        return !plain.isEmpty() && plain.equals(plain(other));
    }

    /** Alike for names that are the same, and else hardly ever: of two names, once in four thousand million times. */
    public static int mark(String name) {
        String plain = plain(name);
        long mark = 0;
        for (int i = 0; i < plain.length(); i++) {
            mark = (mark + plain.charAt(i) + 1) * SPREAD;
            mark ^= mark >>> Integer.SIZE;
        }
        return (int) mark;
    }

    /** The name as it is compared. Most names are of common ideographs alone, of which nothing else is to be taken off. */
    public static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        String bare = isOfIdeographs(name) ? name : bare(name);
        for (int i = 0; i < bare.length(); i++) {
            char each = bare.charAt(i);
            plain.append(isIdeograph(each) ? COMMON[each - FIRST] : each);
        }
        return plain.toString();
    }

    private static boolean isOfIdeographs(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isIdeograph(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIdeograph(char each) {
        return each >= FIRST && each <= LAST;
    }

    private static String bare(String name) {
        StringBuilder bare = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(each -> !Character.isWhitespace(each) && DOTS.indexOf(each) < 0)
                .forEach(bare::appendCodePoint);
        return bare.toString();
    }

    private static char[] common(String variants) {
        char[] common = new char[LAST - FIRST + 1];
        for (int i = 0; i < common.length; i++) {
            common[i] = (char) (FIRST + i);
        }
        for (int at = 0; at < variants.length(); at += 2) {
            common[variants.charAt(at) - FIRST] = variants.charAt(at + 1);
        }
        return common;
    }
}
