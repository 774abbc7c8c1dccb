// 相机扫码: where the browser can read a QR code itself. It opens nothing and sends nothing: it gives back the text.
"use strict";
window.walkScan = (() => {
  const can = "BarcodeDetector" in window && navigator.mediaDevices && navigator.mediaDevices.getUserMedia;
  let stream = null;

  function stop(video) {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    video.hidden = true;
  }

  async function start(video, found) {
    if (stream) return stop(video);
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    const look = async () => {
      if (!stream) return;
      const codes = await detector.detect(video).catch(() => []);
      if (codes.length && found(codes[0].rawValue)) stop(video);
      else requestAnimationFrame(look);
    };
    return look();
  }
  return { can, start };
})();
