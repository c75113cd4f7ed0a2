// Names of waters, set by hand. Where a name is contested both are given, the
// one more usual in the language first.
const OCEANS = {
  'Pacific Ocean': ['Тихий океан', 'Тихий океан', '태평양'],
  'Atlantic Ocean': ['Атлантичний океан', 'Атлантический океан', '대서양'],
  'Indian Ocean': ['Індійський океан', 'Индийский океан', '인도양'],
  'Arctic Ocean': ['Північний Льодовитий океан', 'Северный Ледовитый океан', '북극해'],
  'Southern Ocean': ['Південний океан', 'Южный океан', '남극해'],
}

// In Ukrainian, Russian and Korean; the others have English names only.
const OTHERWISE = {
  ...OCEANS,
  'Sea of Japan\n(East Sea)': ['Японське море\n(Східне море)', 'Японское море\n(Восточное море)', '동해\n(일본해)'],
  'Yellow Sea': ['Жовте море', 'Жёлтое море', '황해'],
  'East China Sea': ['Східнокитайське море', 'Восточно-Китайское море', '동중국해'],
  'South China Sea': ['Південнокитайське море', 'Южно-Китайское море', '남중국해'],
  'Sea of Okhotsk': ['Охотське море', 'Охотское море', '오호츠크해'],
  'Strait of Tartary': ['Татарська протока', 'Татарский пролив', '타타르 해협'],
  'Korea Strait': ['Корейська протока', 'Корейский пролив', '대한해협'],
  'Bohai Sea': ['Бохайське море', 'Бохайское море', '보하이해'],
  'Peter the Great Gulf': ['Затока Петра Великого', 'Залив Петра Великого', '표트르 대제만'],
  'Philippine Sea': ['Філіппінське море', 'Филиппинское море', '필리핀해'],
  'Bering Sea': ['Берингове море', 'Берингово море', '베링해'],
  'Black Sea': ['Чорне море', 'Чёрное море', '흑해'],
  'Sea of Azov': ['Азовське море', 'Азовское море', '아조프해'],
  'Baltic Sea': ['Балтійське море', 'Балтийское море', '발트해'],
  'North Sea': ['Північне море', 'Северное море', '북해'],
  'Norwegian Sea': ['Норвезьке море', 'Норвежское море', '노르웨이해'],
  'Barents Sea': ['Баренцове море', 'Баренцево море', '바렌츠해'],
  'Kara Sea': ['Карське море', 'Карское море', '카라해'],
  'White Sea': ['Біле море', 'Белое море', '백해'],
  'Mediterranean Sea': ['Середземне море', 'Средиземное море', '지중해'],
  'Adriatic Sea': ['Адріатичне море', 'Адриатическое море', '아드리아해'],
  'Aegean Sea': ['Егейське море', 'Эгейское море', '에게해'],
  'Caspian Sea': ['Каспійське море', 'Каспийское море', '카스피해'],
  'Red Sea': ['Червоне море', 'Красное море', '홍해'],
  'Arabian Sea': ['Аравійське море', 'Аравийское море', '아라비아해'],
  'Bay of Bengal': ['Бенгальська затока', 'Бенгальский залив', '벵골만'],
}

// [name, lon, lat, zoom from which it is shown]
const PLACED = [
  ['Pacific Ocean', 170, 15, 1], ['Pacific Ocean', -130, 15, 1], ['Pacific Ocean', -125, -30, 2],
  ['Atlantic Ocean', -40, 28, 1], ['Atlantic Ocean', -15, -25, 1], ['Indian Ocean', 78, -20, 1],
  ['Arctic Ocean', 0, 84, 1], ['Southern Ocean', 100, -60, 2],
  ['Sea of Japan\n(East Sea)', 134.7, 39.3, 4], ['Yellow Sea', 123.6, 36.3, 4],
  ['East China Sea', 125.2, 29.3, 3], ['South China Sea', 114.3, 13.5, 3], ['Sea of Okhotsk', 149.5, 54, 3],
  ['Strait of Tartary', 140.5, 47.3, 5], ['Korea Strait', 129.2, 34.35, 6], ['Bohai Sea', 119.8, 38.6, 5],
  ['Peter the Great Gulf', 132.1, 42.6, 7], ['Philippine Sea', 133, 20, 3], ['Bering Sea', -178, 57.5, 3],
  ['Black Sea', 34.3, 43.2, 4], ['Sea of Azov', 36.6, 46.1, 5], ['Baltic Sea', 19.5, 57.3, 4],
  ['Gulf of Finland', 26.2, 59.85, 6], ['Gulf of Bothnia', 19.8, 61.8, 5], ['North Sea', 3.2, 56.3, 4],
  ['Norwegian Sea', 3, 67.5, 3], ['Barents Sea', 40, 73.5, 3], ['Kara Sea', 68, 75, 4], ['Laptev Sea', 126, 75.5, 4],
  ['East Siberian Sea', 163, 72.5, 4], ['Greenland Sea', -6, 76.5, 4], ['White Sea', 38.2, 65.4, 5],
  ['Mediterranean Sea', 18.5, 34.6, 3], ['Adriatic Sea', 16, 42.7, 5], ['Aegean Sea', 25.1, 38.6, 5],
  ['Tyrrhenian Sea', 12.2, 40, 5], ['Caspian Sea', 50.6, 42, 4], ['Bay of Biscay', -4.8, 45.3, 4],
  ['English Channel', -2, 50.05, 5], ['Celtic Sea', -7.6, 50.6, 5], ['Red Sea', 38, 20.3, 4],
  ['Persian Gulf\n(Arabian Gulf)', 51.5, 27, 5], ['Gulf of Oman', 58.8, 24.9, 5], ['Gulf of Aden', 48, 12.3, 4],
  ['Arabian Sea', 64.5, 15.5, 3], ['Bay of Bengal', 88.2, 15, 3], ['Andaman Sea', 95.8, 10.8, 4],
  ['Gulf of Thailand', 101.3, 10, 5], ['Java Sea', 111, -5.1, 4], ['Celebes Sea', 122.2, 3.2, 4],
  ['Banda Sea', 126.5, -5.6, 4], ['Arafura Sea', 135, -9.4, 4], ['Timor Sea', 127, -11.6, 5],
  ['Coral Sea', 154, -17, 3], ['Tasman Sea', 160, -37.5, 3], ['Great Australian Bight', 130.5, -34.2, 4],
  ['Gulf of Guinea', 3, 2.5, 4], ['Mozambique Channel', 41, -19, 4], ['Caribbean Sea', -75.3, 15, 3],
  ['Gulf of Mexico', -90.3, 25.2, 3], ['Hudson Bay', -85, 59.8, 3], ['Labrador Sea', -53.5, 58.5, 4],
  ['Baffin Bay', -67.5, 73.5, 4], ['Beaufort Sea', -138, 72, 4], ['Gulf of Alaska', -146, 57, 3],
  ['Gulf of California', -111.5, 27, 5], ['Scotia Sea', -46, -57, 4], ['Weddell Sea', -45, -71.5, 3],
  ['Ross Sea', -175, -74, 3],
]

export const seas = () =>
  PLACED.map(([en, lon, lat, minzoom]) => {
    const [uk, ru, ko] = OTHERWISE[en] ?? []
    return { name: uk ? { en, uk, ru, ko } : { en }, minzoom, point: [lon, lat] }
  })
