/** The two addresses that only a script can give: a `data:` and a `blob:` address. */
const bytesOf = async (path) => (await fetch(path)).blob();

const show = (id, address) => {
  const image = document.getElementById(id);
  image.src = address;
};

const dataAddress = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

bytesOf('/media/gb45438-xmp.webp').then(async (blob) => show('data', await dataAddress(blob)));
bytesOf('/media/gb45438-usercomment.jpg').then((blob) => show('blob', URL.createObjectURL(blob)));
