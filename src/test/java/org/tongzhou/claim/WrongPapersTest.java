package org.tongzhou.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.tongzhou.access.web.Visits;
import org.tongzhou.claim.Reviews.Ask;
import org.tongzhou.database.DatabaseSettings;
import org.tongzhou.kernel.Actor;
import org.tongzhou.plan.PaperKind;
import org.tongzhou.testing.TestData;
import org.tongzhou.testing.WrongForm;

/** A paper that is not taken is named at the field it was put in, with its file's name; what was given before is kept. */
class WrongPapersTest extends HeirRoom {
    private static final byte[] PROGRAM = "MZ\0\0".getBytes(StandardCharsets.UTF_8);

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Visits visits;

    @Autowired
    private CaseStore cases;

    @Autowired
    private DatabaseSettings settings;

    private Claim claim;

    @BeforeEach
    void aClaimThatOwesTwoPapers() {
        ClaimId id = filed();
        Ask ask = new Ask(List.of(PaperKind.DISCHARGE_RECORD, PaperKind.PATHOLOGY_REPORT), "出院记录上没有写明入院日期。");
        reviews.askPapers(county(member), id, claim(id).version(), ask, NOW);
        claim = claim(id);
    }

    @Test
    void onThePageOfTheWholeCase() throws Exception {
        String path = "/my/cases/" + claim.eventCase().value() + "/papers?back=";
        assertThat(refused(officer, path, "file7", PaperKind.PATHOLOGY_REPORT))
                .contains("<a href=\"#file7\">病理报告“&lt;出院&gt;.pdf”没有收下：只收 PDF");
    }

    /** Nobody would ever read or remove it: it is refused before it lies sealed on the disk. */
    @Test
    void whatACaseHasNoRoomForIsNotKept() throws Exception {
        while (cases.find(TestData.FUND, claim.eventCase())
                        .orElseThrow()
                        .papers()
                        .size()
                < EventCase.MOST_PAPERS) {
            Drafts.NewPaper paper = new Drafts.NewPaper(Members.nextPaper(), PaperKind.TEST_REPORT, Map.of());
            claims.supplement(officer, claim.eventCase(), paper, NOW);
        }
        long before = filesKept();
        String path = "/my/cases/" + claim.eventCase().value() + "/papers?back=";
        byte[] photograph = unlikeAnyOther();
        assertThat(refused(officer, path, "file7", PaperKind.PATHOLOGY_REPORT, photograph))
                .contains("60");
        assertThat(filesKept()).isEqualTo(before);
    }

    @Test
    void whatOpensNoRefusedClaimIsNotKept() throws Exception {
        long before = filesKept();
        String path = "/my/claims/" + claim.id().value() + "/reopen?version=" + claim.version();
        assertThat(refused(officer, path, "evidence", PaperKind.DISCHARGE_RECORD, unlikeAnyOther()))
                .contains("已经被别人处理过了");
        assertThat(filesKept()).isEqualTo(before);
    }

    private long filesKept() throws IOException {
        Path store = Files.createDirectories(settings.home().resolve("files"));
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /** The same content lies there once, whoever gave it. */
    private static byte[] unlikeAnyOther() throws IOException {
        BufferedImage picture = new BufferedImage(900, 700, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, 64, 64, new Random().ints(64 * 64).toArray(), 0, 64);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }

    private String refused(Actor actor, String path, String place, PaperKind kind) throws Exception {
        return refused(actor, path, place, kind, PROGRAM);
    }

    private String refused(Actor actor, String path, String place, PaperKind kind, byte[] bytes) throws Exception {
        MockHttpServletResponse answer = mvc.perform(multipart(path)
                        .file(new MockMultipartFile("file", "<出院>.pdf", "application/pdf", bytes))
                        .param("kind", kind.name())
                        .param("place", place)
                        .param("request_key", UUID.randomUUID().toString())
                        .with(csrf())
                        .with(visits.of(actor)))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isIn(409, 422);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void aFormWithoutItsKeyIsToldSo() throws Exception {
        mvc.perform(multipart("/my/cases/" + claim.eventCase().value() + "/papers")
                        .file(new MockMultipartFile("file", "出院.pdf", "application/pdf", PROGRAM))
                        .param("kind", PaperKind.PATHOLOGY_REPORT.name())
                        .with(csrf())
                        .with(visits.of(officer)))
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    void onThePageOfAClaimThatAsksForTwo() throws Exception {
        String path = "/my/cases/" + claim.eventCase().value() + "/papers?back="
                + claim.id().value();
        assertThat(refused(officer, path, "want-DISCHARGE_RECORD", PaperKind.DISCHARGE_RECORD))
                .contains("<a href=\"#want-DISCHARGE_RECORD\">出院记录“&lt;出院&gt;.pdf”没有收下：只收 PDF")
                .contains("id=\"want-DISCHARGE_RECORD-error\">出院记录“&lt;出院&gt;.pdf”没有收下：只收 PDF")
                .contains("id=\"want-PATHOLOGY_REPORT\"", "name=\"place\" value=\"want-PATHOLOGY_REPORT\"")
                .doesNotContain("want-PATHOLOGY_REPORT-error", "<出院>");
    }

    @Test
    void whyAPaperCannotBeGivenIsNotWrittenTwice() throws Exception {
        String version = Integer.toString(claim.version());
        String path = "/my/claims/" + claim.id().value() + "/go-on";
        new WrongForm(mvc, visits.of(officer)).standsAgain("go-on-words: ", path, "version", version, "words", "没有");
    }

    @Test
    void onThePageOfTheHeirsProof() throws Exception {
        String path = "/claims/" + claim.id().value() + "/heir/papers";
        assertThat(refused(officer, path, "proof-HEIRS_STATEMENT", PaperKind.HEIRS_STATEMENT))
                .contains("<a href=\"#proof-HEIRS_STATEMENT\">全体继承人的书面约定“&lt;出院&gt;.pdf”没有收下：只收 PDF");
    }
}
