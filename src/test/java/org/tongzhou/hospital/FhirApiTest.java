package org.tongzhou.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import jakarta.servlet.RequestDispatcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.tongzhou.hospital.Reporting.House;

/** How reports are spoken: the capability that is stated, JSON and XML, refusals as the standard asks, the way on as a QR code. */
class FhirApiTest extends ReportRoom {
    @Test
    void theCapabilityIsStatedOtherFormsAreDeclinedAndTheQrCodeLeadsToTheStay() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        mvc.perform(get("/api/fhir/metadata").with(house.credential()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.resourceType").value("CapabilityStatement"))
                .andExpect(jsonPath("$.fhirVersion").value("4.0.1"));
        mvc.perform(post("/api/fhir")
                        .with(house.credential())
                        .contentType("application/fhir+turtle")
                        .content("<Bundle/>"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.resourceType").value("OperationOutcome"));
        mvc.perform(post("/api/fhir")
                        .with(house.credential())
                        .contentType("application/fhir+xml")
                        .content("<Bundle/>"))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().contentType("application/fhir+xml;charset=UTF-8"))
                .andExpect(content()
                        .string(org.hamcrest.Matchers.containsString(
                                "<OperationOutcome xmlns=\"http://hl7.org/fhir\">")));
        Member member = member();
        send(house, Reporting.bundle(reference(), member.stay("1000.00"))).andExpect(status().isOk());
        long stay = discharges.mine(member.actor()).get(0).id();
        String svg = mvc.perform(
                        get("/api/discharge-prompts/picture?discharge=" + stay).with(house.credential()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(decoded(svg)).isEqualTo("http://localhost/my/discharges/" + stay);
        mvc.perform(get("/api/discharge-prompts/picture?discharge=" + stay)
                        .with(reporting.hospital(COUNTY, true).credential()))
                .andExpect(status().isNotFound());
    }

    @Test
    void aDischargeWrittenAsXmlIsTakenOnceAndAnsweredAsXml() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        Member member = member();
        FhirMessages messages = new FhirMessages();
        byte[] json = Reporting.bundle(reference(), member.stay("1000.00"));
        String xml = messages.write(FhirForm.XML, messages.bundle(FhirForm.JSON, json));
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            answers.add(mvc.perform(post("/api/fhir")
                            .with(house.credential())
                            .contentType("application/fhir+xml; charset=utf-8")
                            .content(xml.getBytes(StandardCharsets.UTF_8)))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType("application/fhir+xml;charset=UTF-8"))
                    .andReturn()
                    .getResponse()
                    .getContentAsString());
        }
        assertThat(answers.get(0)).contains("<code value=\"taken\"/>").isEqualTo(answers.get(1));
        assertThat(discharges.mine(member.actor())).hasSize(1);
        assertThat(kept(house)).isEqualTo(1);
    }

    @Test
    void everyRefusalBelowTheFhirAddressIsAnOperationOutcomeInTheFormThatIsAsked() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        String one = "{\"resourceType\":\"Encounter\"}";
        Map<MockHttpServletRequestBuilder, Integer> calls = new LinkedHashMap<>();
        calls.put(post("/api/fhir").with(house.credential()).content(one), 422);
        calls.put(post("/api/fhir/Encounter").with(house.credential()).content(one), 404);
        calls.put(put("/api/fhir/Encounter/1").with(house.credential()).content(one), 404);
        calls.put(delete("/api/fhir/Bundle").with(house.credential()), 405);
        calls.put(get("/api/fhir/Patient?name=a").with(house.credential()), 404);
        calls.put(get("/api/fhir").with(house.credential()), 405);
        calls.put(failed(403, "/api/fhir/metadata"), 403);
        calls.put(failed(401, "/api/fhir/Bundle"), 401);
        calls.put(failed(429, "/api/fhir"), 429);
        calls.put(failed(500, "/api/fhir"), 500);
        for (var call : calls.entrySet()) {
            mvc.perform(call.getKey().contentType("application/fhir+json"))
                    .andExpect(status().is(call.getValue()))
                    .andExpect(content().contentType("application/fhir+json;charset=UTF-8"))
                    .andExpect(jsonPath("$.resourceType").value("OperationOutcome"))
                    .andExpect(jsonPath("$.issue[0].severity").value("error"))
                    .andExpect(jsonPath("$.issue[0].details.text").isNotEmpty());
            mvc.perform(call.getKey().accept("application/fhir+xml"))
                    .andExpect(status().is(call.getValue()))
                    .andExpect(content().contentType("application/fhir+xml;charset=UTF-8"))
                    .andExpect(content().string(org.hamcrest.Matchers.startsWith("<OperationOutcome")));
        }
        mvc.perform(failed(401, "/api/settlements"))
                .andExpect(jsonPath("$.code").value("sign_in_first"));
    }

    /** What the container asks for when a filter before every handler has refused. */
    private static MockHttpServletRequestBuilder failed(int status, String address) {
        return get("/error")
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
                .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, address);
    }

    @Test
    void theAnswerComesInTheFormThatIsAskedAndElseInTheFormThatWasSent() throws Exception {
        House house = reporting.hospital(COUNTY, true);
        byte[] bundle = Reporting.bundle(reference(), member().stay("1000.00"));
        for (String accept :
                List.of("application/fhir+xml", "*/*", "application/fhir+json, application/fhir+xml;q=0.9")) {
            String form = accept.endsWith("fhir+xml") ? "xml" : "json";
            mvc.perform(post("/api/fhir")
                            .with(house.credential())
                            .contentType("application/fhir+json")
                            .accept(MediaType.parseMediaTypes(accept).toArray(MediaType[]::new))
                            .content(bundle))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType("application/fhir+" + form + ";charset=UTF-8"))
                    .andExpect(content().string(org.hamcrest.Matchers.containsString("taken")))
                    .andExpect(content().string(org.hamcrest.Matchers.startsWith(form.equals("xml") ? "<" : "{")));
        }
        assertThat(kept(house)).isEqualTo(1);
        mvc.perform(get("/api/fhir/metadata?_format=xml").with(house.credential()))
                .andExpect(content().string(org.hamcrest.Matchers.startsWith("<CapabilityStatement")));
    }

    static String decoded(String svg) throws Exception {
        Matcher size = Pattern.compile("viewBox=\"0 0 (\\d+) ").matcher(svg);
        assertThat(size.find()).isTrue();
        int width = Integer.parseInt(size.group(1));
        int scale = 4;
        int[] pixels = new int[width * scale * width * scale];
        Arrays.fill(pixels, 0xFFFFFF);
        Matcher dark = Pattern.compile("M(\\d+) (\\d+)h1").matcher(svg);
        while (dark.find()) {
            int x = Integer.parseInt(dark.group(1)) * scale;
            int y = Integer.parseInt(dark.group(2)) * scale;
            for (int i = 0; i < scale * scale; i++) {
                pixels[(y + i / scale) * width * scale + x + i % scale] = 0;
            }
        }
        return new QRCodeReader()
                .decode(new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(width * scale, width * scale, pixels))))
                .getText();
    }
}
